import type { Snippet } from "@/components/quick-start/snippets";

/** Receivers that run as they stand: with a public library of the Standard Webhooks specification, and with none. */
export const receivers: Snippet[] = [
  {
    id: "node",
    label: "Node",
    language: "javascript",
    code: `import { Webhook } from "standardwebhooks"; // npm install standardwebhooks
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);

createServer(async (request, response) => {
  try {
    const event = webhook.verify(await text(request), request.headers);
    console.log(event.type, event.data.target);
    response.writeHead(204).end();
  } catch {
    response.writeHead(401).end();
  }
}).listen(8090);`,
  },
  {
    id: "python",
    label: "Python",
    language: "python",
    code: `import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, HTTPServer

key = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


def is_signed(headers, body):
    sent_at = headers.get("webhook-timestamp", "0")
    signed = f"{headers.get('webhook-id')}.{sent_at}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    given = headers.get("webhook-signature", "").split(" ")
    is_recent = sent_at.isdigit() and abs(time.time() - int(sent_at)) < 300
    return is_recent and any(hmac.compare_digest(expected, one) for one in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if is_signed(self.headers, body):
            event = json.loads(body)
            print(event["type"], event["data"]["target"], flush=True)
            self.send_response(204)
        else:
            self.send_response(401)
        self.end_headers()


HTTPServer(("", 8090), Receiver).serve_forever()`,
  },
];
