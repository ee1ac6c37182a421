"""Which phrases a text holds: files of phrases, compiled into one automaton, and one pass over each text."""
