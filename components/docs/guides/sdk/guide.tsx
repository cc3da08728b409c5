import Link from "next/link";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../../article";
import { callSnippets, frameworkSnippets, mcpSnippet, sdkPackage, type SdkHouse, type SdkSnippet } from "./snippets";

/** The client library: calling this house, and checking its keys and tokens in one's own API. */
export function SdkGuide({ house }: { house: SdkHouse }) {
  return (
    <Article title="Client library and middleware" lead="A TypeScript package for both sides: programs that call this server, and APIs that want to know who calls them. It has no dependencies and runs in Node 20 and newer, in browsers and at the edge.">
      <Section id="install" title="Install">
        <p>This server hands out the version that fits it.</p>
        <CodeBlock label="Install" language="bash" code={`npm install ${sdkPackage(house)}`} />
      </Section>
      <Section id="call" title="Call this server">
        <p>
          The client signs in by itself, keeps its tokens in memory, renews them before they expire, and repeats what fails for a reason that passes. Every call of the{" "}
          <Link href={paths.reference} className="link">
            reference
          </Link>{" "}
          is a typed method; lists are awaited for one page and iterated for all.
        </p>
        <Snippets snippets={callSnippets(house)} />
        <Variables />
      </Section>
      <Section id="check" title="Check keys and tokens in your own API">
        <p>
          Give your API a key of its own with the scope <Code>tokens:verify</Code>. Refused calls are answered as this server answers them: 401, 403 with the missing scope, 429, or 503 where it cannot be asked.
        </p>
        <Snippets snippets={frameworkSnippets(house)} />
        <p>
          Elsewhere: <Code>createVerifier</Code> from <Code>@keyhouse/client/verifier</Code>, and <Code>verifier.verify(token, {"{ scopes }"})</Code>. Without any code at all: the{" "}
          <Link href={paths.docsGateway} className="link">
            gateway
          </Link>
          , or the{" "}
          <Link href={paths.docsProxies} className="link">
            proxy that you have
          </Link>
          .
        </p>
        <Revocation />
      </Section>
      <Section id="mcp" title="Protect an MCP server">
        <p>
          Clients without a token are told where to sign in, tokens made for others are refused, and whoever lacks a tool’s scope is asked to widen the connection. Name the address of your MCP server in <Code>PROTECTED_RESOURCES</Code> of this server first, so that clients can get tokens for it.
        </p>
        <CodeBlock label="An MCP server with Express" language="javascript" code={mcpSnippet(house)} />
      </Section>
    </Article>
  );
}

function Snippets({ snippets }: { snippets: SdkSnippet[] }) {
  return (
    <>
      {snippets.map(({ id, title, code }) => (
        <CodeBlock key={id} label={title} language="javascript" code={code} />
      ))}
    </>
  );
}

function Variables() {
  return (
    <DocTable
      label="What the client reads from its environment, unless an option says it"
      head={["Variable", "Meaning"]}
      rows={[
        [<Code key="token">API_TOKEN</Code>, "an API key, personal API token or long-lived token"],
        [<Code key="name">NAME, PASSWORD</Code>, "instead of it: username or email address, and password"],
        [<Code key="url">API_BASE_URL</Code>, "address of the server"],
        [<Code key="timeout">API_TIMEOUT</Code>, "how long to wait for one answer, in milliseconds; 30000 where absent"],
        [<Code key="instance">INSTANCE</Code>, "names this installation in your list of sign-ins"],
        [<Code key="level">LOG_LEVEL</Code>, "debug, info, warn, error or silent; silent where absent. No message holds a secret"],
      ]}
    />
  );
}

function Revocation() {
  return (
    <DocTable
      label="How long a revocation takes"
      head={["Credential", "Checked", "A revocation acts"]}
      rows={[
        ["API key, personal API token", <>by asking this server; a good answer counts 5 seconds (<Code>cacheSeconds</Code>)</>, "within that time; at once with 0"],
        ["Signed token, lives an hour or less", "offline, by the published keys", <>when it expires: within <Code>offlineSeconds</Code> (3600) of its issue; with 0 it is asked about as well</>],
        ["Signed token, lives longer", "by asking", "as for keys"],
      ]}
    />
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="inline-code">{children}</code>;
}
