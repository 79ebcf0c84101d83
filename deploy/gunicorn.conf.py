"""How gunicorn serves the office, and on another port the window.

It listens to this machine only: half-sent requests stop any gunicorn, so a proxy that reads
whole requests first stands before it (docs/install.md).
"""

import os

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 2000  # a leak, wherever it came from, ends with its process
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True
forwarded_allow_ips = ""  # config.middleware.TrustedProxies decides whom to believe
limit_request_line = 4094
limit_request_fields = 60
accesslog = None  # addresses hold families' links and searches; the proxy logs without them
errorlog = "-"
loglevel = "warning"
