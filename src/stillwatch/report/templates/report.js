"use strict";

// Sorting is the only thing this page needs a script for; without it the headings stay plain text.
const announcement = document.getElementById("announcement");

function compareCells(order) {
  const rank = new Map(order.map((name, place) => [name, place]));
  return (a, b) => {
    if (rank.has(a) && rank.has(b)) return rank.get(a) - rank.get(b);
    const [left, right] = [numberIn(a), numberIn(b)];
    if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
    return a.localeCompare(b, "en", { numeric: true });
  };
}

function numberIn(text) {
  const bound = text.startsWith("<") ? -1e-9 : text.startsWith(">") ? 1e-9 : 0;
  const digits = text.replace(/^[<>]\s*/, "").replace(/,/g, "");
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) + bound : NaN;
}

function sortTable(table, heading, column) {
  const ascending = heading.getAttribute("aria-sort") === "descending";
  const compare = compareCells((heading.dataset.order || "").split(" ").filter(Boolean));
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, text: row.cells[column].textContent.trim() }));
  rows.sort((a, b) => (ascending ? 1 : -1) * compare(a.text, b.text));
  body.append(...rows.map((each) => each.row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  announcement.textContent = `Sorted by ${heading.textContent.trim()}, ${ascending ? "ascending" : "descending"}.`;
}

function makeSortable(table) {
  Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortTable(table, heading, column));
    heading.append(button);
  });
}

document.querySelectorAll("table.sortable").forEach(makeSortable);
document.querySelectorAll(".sort-hint").forEach((hint) => { hint.hidden = false; });

// Paper cannot be unfolded, so what is folded is opened while printing and folded again afterwards.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = Array.from(document.querySelectorAll("details:not([open])"));
  unfolded.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => unfolded.forEach((details) => { details.open = false; }));
