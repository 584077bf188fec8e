"""Real servers, right and wrong ones, for checks that look at servers. All listen on 127.0.0.1, on free ports.

Each is a context manager: `redis_server`, `tls_postgres`, `nginx`, `http_server` and its misbehaving relatives,
`dns_server`; `Authority` makes their certificates.
"""
