import { CodeBlock } from "@/components/ui/code-block";
import { errorTable } from "@/lib/contract/errors";
import { Article, DocTable, Section } from "../article";

export function ErrorsGuide() {
  return (
    <Article title="Errors" lead="One shape everywhere. The status is for HTTP, the code for your program, the text for people.">
      <Section id="shape" title="The shape">
        <CodeBlock label="403 Forbidden" language="json" code={example} />
        <p>
          Decide by <code className="inline-code">code</code>: it never changes its meaning. <code className="inline-code">request_id</code> is also in the header <code className="inline-code">X-Request-Id</code>; quote it when you ask for help. Some codes carry one member more: <code className="inline-code">issues</code>, <code className="inline-code">required_scope</code>, <code className="inline-code">field</code> or <code className="inline-code">retry_after</code>.
        </p>
      </Section>
      <Section id="codes" title="All codes">
        <DocTable
          label="Error codes"
          head={["Status", "Code", "Text", "What to do"]}
          rows={Object.entries(errorTable).map(([code, { status, text }]) => [
            <span key="status" className="font-mono tabular-nums">{status}</span>,
            <code key="code" className="text-[0.8125rem] whitespace-nowrap">{code}</code>,
            text,
            <span key="advice" className="text-muted">{advice[code as keyof typeof errorTable]}</span>,
          ])}
        />
      </Section>
      <Section id="retry" title="What to try again">
        <p>
          429 and 503: wait as long as <code className="inline-code">Retry-After</code> says, then try again. 500 and lost connections: try again with growing pauses; for a POST that creates something send an <code className="inline-code">Idempotency-Key</code>, and the second try gives the first one’s answer instead of a second thing. Everything else stays wrong until the request changes.
        </p>
      </Section>
    </Article>
  );
}

const example = `{
  "success": false,
  "error": "Insufficient permissions",
  "code": "FORBIDDEN",
  "required_scope": "agents:write",
  "request_id": "req_01kah2v1x0f8m9v7q3s5t6w8ye"
}`;

const advice: Record<keyof typeof errorTable, string> = {
  BAD_REQUEST: "Send well-formed JSON and one credential",
  VALIDATION_FAILED: "Read issues: it names each field and its fault",
  AUTH_REQUIRED: "Send a credential",
  INVALID_TOKEN: "It is unknown, altered or revoked: get a new one",
  TOKEN_EXPIRED: "Refresh it or get a new one",
  INVALID_CREDENTIALS: "Check username and password",
  SECOND_FACTOR_REQUIRED: "Send the six digits of the app, or a recovery code, as otp",
  FORBIDDEN: "Use a credential with required_scope, or ask for the role",
  IP_NOT_ALLOWED: "Call from an allowed address, or allow this one",
  ACCOUNT_SUSPENDED: "Ask an administrator",
  EMAIL_NOT_VERIFIED: "Open the link in the mail",
  REAUTHENTICATION_REQUIRED: "Sign in again",
  SECOND_FACTOR_MISSING: "Sign in on the website and set up a second factor",
  NOT_FOUND: "It does not exist, or is not yours: the answer is the same",
  METHOD_NOT_ALLOWED: "Look up the method in the reference",
  REQUEST_TIMEOUT: "Send it again, without a long pause in its body",
  CONFLICT: "Choose another value for field, or another Idempotency-Key",
  LAST_ADMIN: "Make somebody else administrator first",
  LAST_OWNER: "Make somebody else owner first",
  PAYLOAD_TOO_LARGE: "Send less",
  UNSUPPORTED_MEDIA_TYPE: "Set Content-Type: application/json",
  RATE_LIMITED: "Wait for Retry-After",
  BAD_GATEWAY: "Try again; its operator sees why under Protected APIs",
  GATEWAY_TIMEOUT: "Try again, if doing it twice does no harm",
  INTERNAL: "Try again; report the request id if it stays",
  UNAVAILABLE: "Wait for Retry-After",
};
