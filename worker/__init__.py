"""Background work: the process that runs queued tasks, its schedule, and its supervisor.

It knows how tasks are run, and which ones are periodic. It must not know what a task does: that is
said where the task is defined. Whatever queues one needs no import from here.
"""
