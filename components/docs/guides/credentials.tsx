import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { builtInScopes, scopesByNameOnly } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../article";
import { describeSeconds } from "@/components/describe-seconds";

type CredentialsGuideProps = { host: string; keyPrefix: string; sessionTokenSeconds: number; accessTokenSeconds: number };

export function CredentialsGuide({ host, keyPrefix, sessionTokenSeconds, accessTokenSeconds }: CredentialsGuideProps) {
  const secret = <code className="inline-code">{keyPrefix}_live_…</code>;
  const jwt = "signed token (JWT)";
  return (
    <Article title="Credentials" lead="Five kinds, one way to send them, and the same rules for all: scopes, addresses, limits, an end, and a place where you can take them back.">
      <Section id="kinds" title="Which one for what">
        <DocTable
          label="Kinds of credential"
          head={["Kind", "Looks like", "Lives", "Good for"]}
          rows={[
            ["API key", secret, "as long as you choose", "one program: a server, a pipeline, an agent"],
            ["Personal API token", secret, "until replaced or deleted", "your own scripts; can be shown again after a recent sign-in"],
            ["Access token", jwt, `${describeSeconds(accessTokenSeconds)}, or as asked`, "programs that hold a username and a password"],
            ["Long-lived API token", jwt, "until revoked, or as asked", "programs that follow a person’s role and groups"],
            ["Session token", jwt, describeSeconds(sessionTokenSeconds), "people, and creating the other four"],
          ]}
        />
      </Section>
      <Getting host={host} />
      <Section id="sending" title="How to send it">
        <p>
          As a bearer token. API keys and personal tokens also go into <code className="inline-code">X-API-Key</code>.
        </p>
        <CodeBlock label="Either header" language="bash" code={`curl ${host}/api/v1/auth/verify \\\n  -H "Authorization: Bearer YOUR_TOKEN"\n\ncurl ${host}/api/v1/auth/verify \\\n  -H "X-API-Key: YOUR_KEY"`} />
        <ul className="grid list-disc gap-1.5 pl-5 text-muted marker:text-faint">
          <li>One credential per request: two different ones are answered with 400.</li>
          <li>A key in an address is refused: addresses end up in logs. Other credentials in a query string are ignored.</li>
          <li>A key never creates or changes credentials. A session does, and what it creates is never stronger than it.</li>
        </ul>
      </Section>
      <SecondFactor host={host} />
      <Format />
      <Section id="scopes" title="Scopes">
        <p>
          A scope says what a credential may do. What it may do at a given moment is its scopes and its owner’s role together: take a role away, and the next request is refused. <code className="inline-code">x:write</code> includes <code className="inline-code">x:read</code>. Those marked “by name” are held only where they were asked for by name.
        </p>
        <DocTable
          label="Scopes"
          head={["Scope", "Allows", "Lowest role"]}
          rows={Object.entries(builtInScopes).map(([name, { description, lowestRole }]) => [
            <code key="name" className="text-[0.8125rem] whitespace-nowrap">{name}</code>,
            description,
            scopesByNameOnly.includes(name) ? `${lowestRole}, by name` : lowestRole,
          ])}
        />
      </Section>
      <Section id="taking-back" title="Taking one back">
        <p>
          On its page in the portal, or with the credential itself. It is refused from the next request on.
        </p>
        <CodeBlock label="Revoke the presented token" language="bash" code={`curl -X DELETE ${host}/api/v1/auth/token \\\n  -H "Authorization: Bearer YOUR_TOKEN"`} />
      </Section>
    </Article>
  );
}

function Getting({ host }: { host: string }) {
  const json = `-H "Content-Type: application/json"`;
  return (
    <Section id="getting" title="Getting one">
      <p>
        API keys and the personal token are made in the portal, in one press. By the API, sign in first; the session token makes the others. An email address does in place of the username, as <code className="inline-code">email</code>.
      </p>
      <CodeBlock label="Session token" language="bash" code={`curl -X POST ${host}/api/v1/auth/login \\\n  ${json} \\\n  -d '{"username": "YOUR_USERNAME", "password": "YOUR_PASSWORD"}'`} />
      <CodeBlock label="API key for 90 days, shown once" language="bash" code={`curl -X POST ${host}/api/v1/api-keys \\\n  -H "Authorization: Bearer YOUR_SESSION_TOKEN" \\\n  ${json} \\\n  -d '{"name": "Production server", "scopes": ["agents:read"], "expires_in": 7776000}'`} />
      <CodeBlock label="Access token, limited to scopes and addresses" language="bash" code={`curl -X POST ${host}/api/v1/auth/token \\\n  ${json} \\\n  -d '{"username": "YOUR_USERNAME", "password": "YOUR_PASSWORD", "scopes": ["agents:read"], "allowed_ips": ["127.0.0.1", "::1"]}'`} />
    </Section>
  );
}

function SecondFactor({ host }: { host: string }) {
  return (
    <Section id="second-factor" title="Accounts with a second factor">
      <p>
        There a password alone gives nothing: <code className="inline-code">POST /auth/login</code> and <code className="inline-code">POST /auth/token</code> answer 401 <code className="inline-code">SECOND_FACTOR_REQUIRED</code>. Send the call again with the six digits of the app, or a recovery code, as <code className="inline-code">otp</code>. A code works once, so programs that run by themselves are better off with a key.
      </p>
      <CodeBlock label="With a code" language="bash" code={`curl -X POST ${host}/api/v1/auth/token \\\n  -H "Content-Type: application/json" \\\n  -d '{"username": "YOUR_USERNAME", "password": "YOUR_PASSWORD", "otp": "123456"}'`} />
    </Section>
  );
}

function Format() {
  return (
    <Section id="format" title="What a key looks like">
      <p>
        Prefix, <code className="inline-code">live</code> or <code className="inline-code">test</code>, random letters and digits, and six characters of checksum. A mistyped key is refused before anything is looked up, and leak scanners recognise the prefix:{" "}
        <Link href={paths.docsLeaks} className="link">
          the rules are ready
        </Link>
        . Keys are stored as SHA-256, so nobody can read them back.
      </p>
    </Section>
  );
}
