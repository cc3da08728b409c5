import { CodeBlock } from "@/components/ui/code-block";
import { DocTable, Section } from "../../article";
import { Code } from "./code";

/** Streams, limits, what goes wrong, and what becomes of pages and cookies. */
export function Operation() {
  return (
    <>
      <Section id="streams" title="Streams and WebSocket">
        <p>
          Nothing is gathered up: uploads and answers go through as they come, at the pace of whoever reads. Server-sent events arrive one by one. A WebSocket is checked by the rule for its GET request and passed on from then on. Open streams end within seconds when their credential is revoked or expires, when its person is suspended, or when a rule no longer lets them in.
        </p>
      </Section>
      <Section id="limits" title="Limits">
        <DocTable
          label="Limits of the gateway"
          head={["What", "Usually", "Changed by"]}
          rows={[
            ["Calls a minute, with a credential", "as everywhere: 100, or the credential’s own limit", <Code key="r">RATE_LIMIT_PER_MINUTE</Code>],
            ["Calls a minute without one (layer 0)", "10 by address", <Code key="a">RATE_LIMIT_ANONYMOUS_PER_MINUTE</Code>],
            ["Until the upstream begins its answer", "30 seconds", <Code key="t">timeout_seconds</Code>],
            ["Body of a request", "10 MiB", <Code key="b">max_body_bytes</Code>],
            ["Message to an MCP server", "4 MiB", "fixed"],
            ["Answer", "no limit", ""],
          ]}
        />
        <p>
          An upstream with https must show a certificate that is valid for its name; one of your own authority is given as <Code>ca_certificate</Code>.
        </p>
      </Section>
      <Section id="errors" title="Errors">
        <p>Answers of your API pass as they are, with their status. Those of the gateway have the shape of all errors here:</p>
        <CodeBlock label="403 Forbidden" language="json" code={'{\n  "success": false,\n  "error": "Insufficient permissions",\n  "code": "FORBIDDEN",\n  "required_scope": "agents:write",\n  "request_id": "req_01kah2v1x0f8m9v7q3s5t6w8ye"\n}'} />
        <DocTable
          label="Errors of the gateway"
          head={["Status", "Code", "What happened"]}
          rows={[
            ["400", <Code key="400">BAD_REQUEST</Code>, "two credentials, or a path that servers read in different ways"],
            ["401", <Code key="401">AUTH_REQUIRED</Code>, "no credential; INVALID_TOKEN and TOKEN_EXPIRED for one that is no good"],
            ["403", <Code key="403">FORBIDDEN</Code>, "no rule allows it, or it names required_scope or required_role"],
            ["408", <Code key="408">REQUEST_TIMEOUT</Code>, "the caller stopped in the middle of its body for longer than timeout_seconds"],
            ["413", <Code key="413">PAYLOAD_TOO_LARGE</Code>, "the body is larger than max_body_bytes"],
            ["429", <Code key="429">RATE_LIMITED</Code>, "wait as long as Retry-After says"],
            ["502", <Code key="502">BAD_GATEWAY</Code>, "the upstream cannot be reached, or broke off before it answered"],
            ["504", <Code key="504">GATEWAY_TIMEOUT</Code>, "it did not begin to answer in time"],
          ]}
        />
        <p>
          Callers are not told where the upstream is. Administrators read on the API’s page what went wrong and since when, and can check it there. A request is sent to the upstream once: whether to try again is for the caller to decide.
        </p>
      </Section>
      <Section id="pages" title="Pages and cookies">
        <p>
          The gateway answers on Keyhouse’s own host. Its cookies never go to an upstream, and no upstream can set them; others pass. Pages of an upstream get <Code>Content-Security-Policy: sandbox</Code> there, so that none can act as the portal. To serve pages with all their rights, give the machine’s side a host name of its own with <Code>API_URL</Code>, and call the gateway there.
        </p>
      </Section>
    </>
  );
}
