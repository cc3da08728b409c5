import { CodeBlock } from "@/components/ui/code-block";
import { Article, DocTable, Section } from "../article";
import { auditActions } from "./audit-actions";

type AuditGuideProps = { host: string; requestLogDays: number };

export function AuditGuide(props: AuditGuideProps) {
  return (
    <Article title="Audit log" lead="Who did what to what, when, from where and by which credential. Every change is in it, and nothing is ever taken out.">
      <Contents />
      <Retention {...props} />
      <Reading {...props} />
      <Proof {...props} />
      <Section id="actions" title="What is recorded">
        <p>An event and the change it tells of are one transaction: where the event cannot be written, the change does not happen.</p>
        {auditActions.map(({ title, actions }) => (
          <div key={title} className="grid gap-2.5">
            <h3 className="text-base font-semibold">{title}</h3>
            <DocTable label={title} head={["Action", "When"]} rows={actions.map(([action, when]) => [<code key={action} className="text-[0.8125rem] wrap-anywhere">{action}</code>, when])} />
          </div>
        ))}
      </Section>
    </Article>
  );
}

function Contents() {
  return (
    <Section id="event" title="An event">
      <DocTable
        label="Members of an event"
        head={["Member", "Holds"]}
        rows={[
          ["occurred_at, sequence", "when, and its place in the chain"],
          ["action", "what happened, as listed below"],
          ["actor", "who: the person, the kind of credential and its id; anonymous for what needs none; system for what runs by itself"],
          ["target", "to what: kind, id and the name that it had then"],
          ["organization_id", "the organization that it concerns"],
          ["ip, user_agent, request_id", "from where, with what, in which request. Reports of leaks have neither address nor agent"],
          ["detail", "what changed, as it is now. Never a secret, a password or a token"],
          ["hash", "SHA-256 over this event and the hash of the one before"],
        ]}
      />
      <p>Not in it: reads, calls of your API (those are in the request log), and housekeeping such as counters and expiry.</p>
    </Section>
  );
}

function Retention({ requestLogDays }: AuditGuideProps) {
  return (
    <Section id="retention" title="How long it is kept">
      <DocTable
        label="Retention"
        head={["What", "Kept", "Who deletes it"]}
        rows={[
          ["Audit events", "for good, also those of deleted accounts: id and username as they were then", "nobody. The database refuses to change or delete them, to the application too"],
          ["Request log", `${requestLogDays} days (REQUEST_LOG_DAYS)`, "Keyhouse, a day at a time; at once with the account"],
          ["Counts by the hour, by the day", "90 and 400 days", "Keyhouse"],
          ["Deliveries of webhooks, steps of connection attempts", "30 days", "Keyhouse"],
          ["Mails of the outbox", "MAIL_RETENTION_DAYS, 14 days", "Keyhouse"],
        ]}
      />
      <p>
        If a law or a rule of yours asks for less, export what you need and move to a fresh database: taking events out of the middle is what the chain is there to prevent. The whole list of what is stored, how, and for how long is in the repository under <code className="inline-code">docs/storage.md</code>.
      </p>
    </Section>
  );
}

function Reading({ host }: AuditGuideProps) {
  return (
    <Section id="reading" title="Reading it">
      <p>Administrators see everything; others see what they did, what was done to their account, and what concerns organizations where they are owner or admin. The same rule holds for webhooks. Needs the scope audit:read.</p>
      <CodeBlock label="Events of one kind" language="bash" code={`curl "${host}/api/v1/audit-events?action=api_key.&since=2026-11-01T00:00:00Z" \\\n  -H "Authorization: Bearer YOUR_TOKEN"`} />
      <CodeBlock label="Export" language="bash" code={`curl "${host}/api/v1/audit-events/export?format=csv" \\\n  -H "Authorization: Bearer YOUR_TOKEN" -o audit.csv`} />
      <p>In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe. NDJSON is one event a line.</p>
    </Section>
  );
}

function Proof({ host }: AuditGuideProps) {
  return (
    <Section id="proof" title="Proving that it is whole">
      <p>
        Each event holds the hash of the one before. Whoever changes or removes one has to recompute all that follow, and the last hash then differs from the one that you have kept elsewhere. Verify by the page, by the API with a session token of an administrator or, with Keyhouse stopped, by <code className="inline-code">npm run audit:verify</code>; keep <code className="inline-code">head</code>.
      </p>
      <CodeBlock label="Verify the chain" language="bash" code={`curl ${host}/api/v1/audit-events/verify \\\n  -H "Authorization: Bearer YOUR_SESSION_TOKEN"`} />
    </Section>
  );
}
