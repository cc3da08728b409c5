import Link from "next/link";
import type { ReactNode } from "react";
import { ConnectGuides } from "@/components/connect/guides";
import { CodeBlock } from "@/components/ui/code-block";
import type { ConnectGuide } from "@/lib/connect/guide";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../article";

/** The stdio server: how clients start it, what it reads, and what it says. */
export function StdioGuide({ publicUrl, packageUrl, guides }: { publicUrl: string; packageUrl: string; guides: ConnectGuide[] }) {
  return (
    <Article
      title="MCP without a browser"
      lead={
        <>
          For MCP clients that start a program: the stdio server signs in by itself, keeps its token in memory only, renews it in time, and has the tools of this server. Where a browser is at hand, <Link href={paths.docsConnect} className="link">connect by address</Link> instead: no password in any file.
        </>
      }
    >
      <ConnectGuides guides={guides} />
      <Section id="variables" title="What it reads">
        <DocTable
          label="Environment variables"
          head={["Variable", "Meaning"]}
          rows={[
            [<Code key="name">NAME, PASSWORD</Code>, "username (3 to 50 letters, digits and hyphens) or email address, and password (8 to 128 characters); checked before anything is sent"],
            [<Code key="token">API_TOKEN</Code>, "instead of the two, and where the account has a second factor: an API key or API token. It is exchanged for a token for the MCP server alone, with the same scopes"],
            [<Code key="url">API_BASE_URL</Code>, `address of the server; here ${publicUrl}`],
            [<Code key="instance">INSTANCE</Code>, "names this installation in your list of sign-ins"],
            [<Code key="timeout">API_TIMEOUT</Code>, "how long to wait for one answer, in milliseconds; 30000 where absent"],
            [<Code key="level">LOG_LEVEL</Code>, "debug, info, warn, error or silent; info where absent"],
          ]}
        />
      </Section>
      <Section id="messages" title="What it says">
        <p>Messages go to standard error, where clients keep their logs. None of them holds a password, token or key.</p>
        <CodeBlock label="A start that succeeds" language="text" code={started(publicUrl)} />
        <DocTable
          label="Messages"
          head={["Message", "Cause, and what to do"]}
          rows={[
            [<Code key="config">Error: NAME (name) must be …</Code>, "A variable is missing or wrong. Nothing was sent. Exit code 2."],
            [<Code key="password">Error: Authentication failed - invalid username or password</Code>, "The server refused them: sign in with the same two in the browser. Exit code 3."],
            [<Code key="token">Error: Authentication failed - API_TOKEN was not accepted: …</Code>, "The key is unknown, paused, revoked, expired, or not allowed from this address; its log says which. Exit code 3."],
            [<Code key="away">Error: Unable to connect to authentication server</Code>, "No answer after several attempts: see below. Exit code 4."],
            [<Code key="expired">Warning: Token expired, attempting refresh...</Code>, "Followed by “Token refreshed successfully” or by a new sign-in. Nothing to do."],
          ]}
        />
      </Section>
      <Section id="debug" title="When it does not start">
        <p>Can the server be reached from there, and what happens step by step?</p>
        <CodeBlock label="Looking closer" language="bash" code={`curl ${publicUrl}/health\nLOG_LEVEL=debug npx -y ${packageUrl} < /dev/null`} />
      </Section>
    </Article>
  );
}

const started = (publicUrl: string) => `🚀 Keyhouse MCP server starting...
🔐 Authentication configured
✅ Login successful
👤 Signed in as your-username, instance desktop, at ${publicUrl}
⚡ MCP server ready on stdio`;

function Code({ children }: { children: ReactNode }) {
  return <code className="inline-code">{children}</code>;
}
