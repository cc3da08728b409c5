import { CodeBlock } from "@/components/ui/code-block";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { identitySnippets } from "@/lib/connect/identity-snippets";
import { DocTable, Section } from "../../article";
import { Code } from "./code";

/** What the API behind finds in a request, and how it can be sure of it. */
export function BehindTheGateway({ host }: { host: string }) {
  return (
    <>
      <Section id="headers" title="What your API gets">
        <p>
          The request as it was sent, without the prefix (<Code>strip_prefix</Code>), without the caller’s credential, and without any header by which a caller could claim to be somebody. Instead:
        </p>
        <DocTable
          label="Headers to the upstream"
          head={["Header", "Holds"]}
          rows={[
            [<Code key="i">X-Auth-Identity</Code>, "the same as below, signed, good for a minute and for this API alone"],
            [<Code key="u">X-Auth-User</Code>, "the person’s id (a UUID)"],
            [<Name key="n" names={["X-Auth-Username", "X-Auth-Email"]} />, "empty where there is none"],
            [<Name key="r" names={["X-Auth-Role", "X-Auth-Groups"]} />, "viewer, user, developer or admin; groups with commas between"],
            [<Code key="s">X-Auth-Scopes</Code>, "what the credential may do today, with spaces between"],
            [<Name key="o" names={["X-Auth-Organization", "X-Auth-Credential"]} />, "the organization of the key, and the credential’s id"],
            [<Name key="f" names={["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix"]} />, "from where, and under which address it was called"],
            [<Code key="q">X-Request-Id</Code>, "as in the answer and in the request log"],
          ]}
        />
        <p>A request that a rule of layer 0 lets in without a credential has none of the X-Auth headers.</p>
      </Section>
      <Section id="identity" title="Checking X-Auth-Identity">
        <p>
          Let your API be reachable for Keyhouse alone; then the plain headers are enough. Where others share its network, let it check the signature. The keys are fetched once and followed as they change.
        </p>
        <SnippetTabs label="Check who calls" snippets={identitySnippets({ keyhouse: host, resource: `${host}/api/agents` })} />
        <CodeBlock label="What it says" language="json" code={claims(host)} />
      </Section>
    </>
  );
}

function Name({ names }: { names: string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {names.map((name) => (
        <Code key={name}>{name}</Code>
      ))}
    </span>
  );
}

function claims(host: string): string {
  return JSON.stringify({ iss: host, aud: `${host}/api/agents`, sub: "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70", username: "ada", email: "ada@example.com", role: "developer", groups: ["platform"], scope: "agents:read", credential: "key_01kah2v1x0f8m9v7q3s5t6w8ye", iat: 1795339800, exp: 1795339860 }, null, 2).replace(/\[\s*"platform"\s*\]/, '["platform"]');
}
