"""The entry of the program: `mmru`, and `python -m mmru_timeline`."""

import signal

# Ctrl-C ends the program at once, like any that does not catch the signal: also while its modules are imported, where
# Python would print a traceback. A shell that started it in the background may have the signal ignored.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from mmru_timeline.cli.main import main

if __name__ == "__main__":
    main()
