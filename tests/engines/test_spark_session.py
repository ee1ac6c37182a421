"""What cannot work is told before Java is started."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from stillwatch.engines.cluster import ClusterOptions
from stillwatch.records.errors import UsageError

session = pytest.importorskip("stillwatch.engines.spark_session", reason="pyspark is not installed")


@pytest.fixture(autouse=True)
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of Java that has the program, for what comes after it is looked for."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("master", "message"),
    [
        ("nonsense", "none that Spark knows"),
        ("local[", "none that Spark knows"),
        ("spark://host", "spark://HOST:PORT"),
        ("spark://host:port", "spark://HOST:PORT"),
    ],
)
def test_a_master_of_no_known_form_is_refused(master: str, message: str) -> None:
    with pytest.raises(UsageError, match=message), session.session_for(ClusterOptions(master)):
        pass


def test_a_master_that_nobody_runs_is_told_at_once() -> None:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{one.getsockname()[1]}"

        with pytest.raises(UsageError, match="no Spark master answers"), session.session_for(ClusterOptions(master)):
            pass


@pytest.mark.parametrize(
    "name",
    [
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.s3a.access.key",
        "spark.authenticate.secret",
        "spark.ssl.keyStorePassword",
        "spark.hadoop.fs.azure.account.key.store.dfs.core.windows.net",
        "spark.hadoop.fs.s3a.session.token",
    ],
)
def test_a_secret_on_the_command_line_is_refused(name: str) -> None:
    with (
        pytest.raises(UsageError, match="looks like a secret") as told,
        session.session_for(ClusterOptions("local[1]", {name: "hidden"})),
    ):
        pass
    assert "hidden" not in str(told.value)


def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nothing"))
    with pytest.raises(UsageError, match="openjdk-17-jre-headless"), session.session_for(ClusterOptions("local[1]")):
        pass

    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="no java on the PATH"), session.session_for(ClusterOptions("local[1]")):
        pass
