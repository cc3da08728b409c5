import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../article";

export type FindingRule = { title: string; why: string; when: string; repair: string };

export function SafetyGuide({ host, rules, logDays }: { host: string; rules: FindingRule[]; logDays: number }) {
  return (
    <Article title="Safety and reminders" lead="What is looked at in the keys, tokens and connected apps that are out, what each finding means, and when you are told by yourself.">
      <Section id="findings" title="What is found">
        <p>
          The page{" "}
          <Link href={paths.safety} className="link">
            Safety
          </Link>{" "}
          shows findings about everything that can act as you, with the one press that repairs each and what will be different afterwards. Owners and admins of an organization see those about its keys, administrators those of everybody. Sessions end by themselves and are not looked at.
        </p>
        <DocTable label="Findings" head={["Finding", "Found when", "Why it matters", "Repair"]} rows={rules.map(({ title, when, why, repair }) => [<span key="title" className="font-medium">{title}</span>, when, why, repair])} />
        <p>
          Use is looked at over the {logDays} days that the request log is kept. Scopes count as needed where a call named them: your API names them when it asks Keyhouse about a credential. What it asks without naming scopes is not counted, so undo a narrowing that was too much: the key is wider again with its next request.
        </p>
      </Section>
      <Section id="meant" title="What is intended">
        <p>
          “This is intended” takes a finding off the list until what it speaks of changes: another end, another rotation. It is in the audit log who said so, and it can be taken back.
        </p>
        <CodeBlock label="By the API" language="bash" code={`curl ${host}/api/v1/safety \\\n  -H "Authorization: Bearer YOUR_TOKEN"\n\ncurl -X PUT ${host}/api/v1/credentials/KEY_ID/dismissed-findings/never_expires \\\n  -H "Authorization: Bearer YOUR_SESSION_TOKEN"`} />
      </Section>
      <Section id="reminders" title="Reminders">
        <DocTable
          label="Reminders"
          head={["You are told", "When", "Event for webhooks"]}
          rows={[
            ["that a credential ends", "30, 7 and 1 days before, each only where at least half of its life has gone by until then; what ends together is in one mail", <Event key="expiring" name="expiring" />],
            ["that it was used from a new network", "within a minute of the first call from a /24, or a /48 of IPv6; at most once a day. Not of its very first network, nor in its first hour", <Event key="network" name="new_network" />],
          ]}
        />
        <p>
          By mail where your account has an address, in Telegram where yours is linked and alerts are on, and by every webhook that hears of the event: <code className="inline-code">api_key.expiring</code>, <code className="inline-code">grant.new_network</code> and so on, or all of a kind with <code className="inline-code">api_key.*</code>. Each is told once, however many instances run; after a time in which none ran you get one reminder and not three.
        </p>
        <CodeBlock
          label="A message of a webhook"
          language="json"
          code={JSON.stringify({ type: "api_key.expiring", timestamp: "2026-11-22T09:30:00Z", data: { id: "evt_01kah2v1x0f8m9v7q3s5t6w8ye", target: { type: "api_key", id: "key_01kah2v1x0f8m9v7q3s5t6w8ye", name: "Night job" }, detail: { expires_at: "2026-11-29T09:30:00.000Z", within_days: 7 } } }, null, 2)}
        />
        <p>
          A later end is set on the key’s page, or by <code className="inline-code">PATCH /credentials/{"{id}"}</code> with <code className="inline-code">expires_in</code> in seconds. A signed token never outlives the end that it carries: make a new one in its place.
        </p>
      </Section>
    </Article>
  );
}

function Event({ name }: { name: string }) {
  return <code className="text-[0.8125rem] whitespace-nowrap">{`<kind>.${name}`}</code>;
}
