"""A server that answers as Prometheus does to few questions, to those who may ask.

secured.py LOG [--bearer-file F] [--basic USER:PASSWORD] [--cert C --key K --client-ca A]

Prints its port, then writes to LOG a line of JSON for each request: path and headers.
"""
import argparse, base64, email.utils, http.server, json, ssl, time

options = argparse.ArgumentParser()
options.add_argument("log")
options.add_argument("--bearer-file")
options.add_argument("--basic")
options.add_argument("--cert")
options.add_argument("--key")
options.add_argument("--client-ca")
options = options.parse_args()


def wanted():
    if options.bearer_file:
        return "Bearer " + open(options.bearer_file).read().strip()
    if options.basic:
        return "Basic " + base64.b64encode(options.basic.encode()).decode()
    return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with open(options.log, "a") as log:
            log.write(json.dumps([self.path, dict(self.headers)]) + "\n")
        allowed = wanted()
        status, value = 200, {"status": "success", "data": []}
        if allowed and self.headers.get("Authorization") != allowed:
            status, value = 401, {"status": "error", "errorType": "unauthorized", "error": "no"}
        elif self.path.startswith("/api/v1/status/buildinfo"):
            value["data"] = {"version": "2.42.0"}
        elif self.path.startswith("/api/v1/rules"):
            value["data"] = {"groups": []}
        elif self.path.startswith("/api/v1/query"):
            number = "0" if "time%28%29" in body + self.path else "1"
            value["data"] = {"resultType": "vector", "result": [{"metric": {}, "value": [time.time(), number]}]}
            if "query_range" in self.path:
                samples = [[int(time.time()) - age, "1"] for age in (90, 60, 30, 0)]
                value["data"] = {"resultType": "matrix", "result": [{"metric": {"job": "a"}, "values": samples}]}
            elif "%3D%3D" in body + self.path:
                value["data"]["result"] = []
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if options.cert:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.cert, options.key)
    if options.client_ca:
        context.load_verify_locations(options.client_ca)
        context.verify_mode = ssl.CERT_REQUIRED
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
