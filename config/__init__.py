"""Settings, addresses, WSGI and gunicorn, and nothing else."""
