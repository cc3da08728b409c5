import Link from "next/link";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../../article";
import { receivers } from "./receivers";

/** What is sent, how a receiver knows that it is true, and what happens when it does not answer. */
export function WebhooksGuide() {
  return (
    <Article title="Webhooks" lead="Signed messages to your own server when something happens, by the Standard Webhooks specification.">
      <Section id="receive" title="Receive and verify">
        <p>
          Start a receiver that can be reached from here, then{" "}
          <Link href={paths.newWebhook} className="link">
            create a webhook
          </Link>{" "}
          with its address. The signing secret is shown once: put it into <code className="inline-code">WEBHOOK_SECRET</code>, and press Send test message on the webhook’s page.
        </p>
        <SnippetTabs label="A receiver" snippets={receivers} />
        <p>
          Verify the body as it came, before it is parsed. Without a library: the signature is <code className="inline-code">v1,</code> and the base64 of the HMAC-SHA-256 of <code className="inline-code">id.timestamp.body</code>; the key is what follows <code className="inline-code">whsec_</code>, decoded from base64.
        </p>
      </Section>
      <Section id="message" title="A message">
        <CodeBlock label="Body" language="json" code={body} />
        <DocTable
          label="Headers of a message"
          head={["Header", "Holds"]}
          rows={[
            [<code key="id">webhook-id</code>, "the message’s id, the same at every try: keep it to act once"],
            [<code key="timestamp">webhook-timestamp</code>, "when this try was sent, in Unix seconds; libraries refuse what is older than five minutes"],
            [<code key="signature">webhook-signature</code>, "one signature, or two separated by a space while a new secret takes over"],
          ]}
        />
        <p>
          A webhook hears of what its owner may see in the audit log at that moment. The{" "}
          <Link href={`${paths.docsAudit}#actions`} className="link">
            events
          </Link>{" "}
          are the actions of that log; <code className="inline-code">api_key.*</code> is all of a kind.
        </p>
      </Section>
      <Section id="tries" title="When your server does not answer">
        <p>
          An answer of 2xx within 15 seconds counts as received; redirects are not followed. Otherwise the message is tried nine times more, over three days, with growing pauses. After that, or at once after 410, the webhook is switched off; its page and the audit log say why. Each delivery is listed there for 30 days with the answer, and can be sent again.
        </p>
        <p>Rotate secret on its page gives a new one without a gap: for 24 hours each message is signed with both.</p>
      </Section>
    </Article>
  );
}

const body = `{
  "type": "api_key.created",
  "timestamp": "2026-11-22T09:30:00Z",
  "data": {
    "id": "evt_01kah2v1x0f8m9v7q3s5t6w8ye",
    "target": {
      "type": "api_key",
      "id": "key_01kah2v1x0f8m9v7q3s5t6w8ye",
      "name": "Night job"
    },
    "detail": { "scopes": ["agents:read"] }
  }
}`;
