import { CodeBlock } from "@/components/ui/code-block";
import { Article, DocTable, Section } from "../article";

export function LimitsGuide({ ratePerMinute, anonymousRatePerMinute }: { ratePerMinute: number; anonymousRatePerMinute: number }) {
  return (
    <Article title="Limits" lead="How often one may call, and how large a request may be. Every answer says what is left.">
      <Section id="rates" title="Requests a minute">
        <DocTable
          label="Requests a minute"
          head={["Caller", "Counted by", "A minute"]}
          rows={[
            ["Without a credential", "address (IPv6: its /64 network)", <Figure key="1" value={anonymousRatePerMinute} />],
            ["API key", "key; each may have a limit of its own", <Figure key="2" value={ratePerMinute} />],
            ["Token or session", "credential", <Figure key="3" value={ratePerMinute} />],
            ["Health and public keys", "address", <Figure key="4" value={600} />],
          ]}
        />
        <CodeBlock label="Headers of every answer" language="http" code={`X-RateLimit-Limit: ${ratePerMinute}\nX-RateLimit-Remaining: ${ratePerMinute - 1}\nX-RateLimit-Reset: 1795339800`} />
        <p>
          Over the limit the answer is 429 with <code className="inline-code">Retry-After</code> in seconds. Refused requests cost you nothing more: wait that long and go on.
        </p>
      </Section>
      <Section id="quotas" title="Requests a day">
        <p>
          A key may have a quota a day beside its limit a minute (<code className="inline-code">quota_per_day</code>). A day begins at midnight UTC. What is refused spends neither. Both are named in the IETF fields; the three headers above tell of the one that ends first.
        </p>
        <CodeBlock label="A key with a quota" language="http" code={`RateLimit-Policy: "minute";q=${ratePerMinute};w=60, "day";q=5000;w=86400\nRateLimit: "minute";r=${ratePerMinute - 1};t=60, "day";r=4999;t=43200`} />
        <p>
          <code className="inline-code">GET /api-keys/{"{id}"}/usage</code> and the key’s page show both at any time, without spending a call of the key.
        </p>
      </Section>
      <Section id="sizes" title="Sizes">
        <DocTable
          label="Sizes"
          head={["What", "At most"]}
          rows={[
            ["Request body", "64 KiB"],
            ["Rows of a list", "100 a page; follow next_cursor"],
            ["Scopes of a credential", "100"],
            ["Addresses of a credential", "100, each one address or CIDR block"],
          ]}
        />
      </Section>
    </Article>
  );
}

function Figure({ value }: { value: number }) {
  return <span className="font-mono tabular-nums">{value}</span>;
}
