import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../../article";
import { BehindTheGateway } from "./behind";
import { Code } from "./code";
import { FromFile } from "./from-file";
import { Operation } from "./operation";

/** How an API or MCP server is put behind this server. */
export function GatewayGuide({ host }: { host: string }) {
  return (
    <Article title="Gateway" lead="Keyhouse stands in front of your API: it answers a path of its own host, lets through what your rules allow, and sends it on. Your API needs no code, and no proxy is needed either.">
      <FirstMinute host={host} />
      <Rules />
      <BehindTheGateway host={host} />
      <McpServers host={host} />
      <Operation />
      <FromFile />
      <WhichWay />
    </Article>
  );
}

function FirstMinute({ host }: { host: string }) {
  return (
    <Section id="first" title="Your first API in a minute">
      <p>
        As an administrator open{" "}
        <Link href={paths.adminApis} className="link">
          Protected APIs
        </Link>
        , choose a template, and say where your API runs. Or send the same to the API, with a{" "}
        <Link href={`${paths.docsCredentials}#getting`} className="link">
          session token
        </Link>{" "}
        or a key that holds <Code>admin</Code>:
      </p>
      <CodeBlock label="Put an API behind the gateway" language="bash" code={createLine(host)} />
      <p>It acts on the next request, on every instance:</p>
      <CodeBlock label="Call it" language="bash" code={`# 401: who are you?\ncurl -i ${host}/api/agents\n\n# the answer of your API\ncurl -i ${host}/api/agents -H "X-API-Key: YOUR_KEY"`} />
      <p>
        Callers send a key, a personal token, a session token or an OAuth access token, as everywhere in Keyhouse. The portal’s cookie counts for nothing here. Each call is in the{" "}
        <Link href={paths.requests} className="link">
          request log
        </Link>{" "}
        of its credential, refused ones with their reason.
      </p>
    </Section>
  );
}

const createLine = (host: string): string => `curl -X POST ${host}/api/v1/protected-apis \\
  -H "Authorization: Bearer YOUR_SESSION_TOKEN" -H "Content-Type: application/json" \\
  -d '{
    "name": "Agents",
    "prefix": "/api/agents",
    "upstream": "http://127.0.0.1:8080",
    "rules": [
      { "methods": ["GET"], "path": "/**", "scope": "agents:read" },
      { "methods": ["POST", "PUT", "PATCH", "DELETE"], "path": "/**", "scope": "agents:write" }
    ]
  }'`;

function Rules() {
  return (
    <Section id="rules" title="Rules">
      <p>
        A rule names methods and a path below the prefix, and says whom it lets in. Where several match, the most specific one decides, in whatever order they stand: a written segment before <Code>*</Code>, that before <Code>{"**"}</Code>, and then a named method before any. What no rule allows is refused.
      </p>
      <DocTable
        label="Members of a rule"
        head={["Member", "Means"]}
        rows={[
          [<Code key="m">methods</Code>, "GET (which allows HEAD), POST, PUT, PATCH, DELETE, OPTIONS, or * for any"],
          [<Code key="p">path</Code>, "/agents is that path; /agents/* one segment more; /agents/** it and everything below; /** everything"],
          [<Code key="l">layer</Code>, "0: everybody, without a credential. 1: any credential (the default). 2: only a person who signed in, no keys; for MCP servers also an app that somebody let in"],
          [<Code key="s">scope</Code>, "what the credential must hold; a :write scope brings its :read"],
          [<Code key="r">roles</Code>, "the person has one of them, or a stronger one"],
          [<Code key="g">groups</Code>, "the person is in one of them"],
        ]}
      />
      <p>
        Paths that servers read in different ways (escaped slashes, dots, doubled slashes, or another spelling in upper and lower case of a path that has its own rule) are answered 400: your rules see what your API sees. The page of each API has a tester that says which rule decides, before anything is saved.
      </p>
    </Section>
  );
}

function McpServers({ host }: { host: string }) {
  return (
    <Section id="mcp" title="MCP servers">
      <p>
        An API whose prefix is below <Code>/mcp/</Code> is an MCP server. It gets its own protected-resource metadata (RFC 9728), so that Claude Code, Cursor and others find out by themselves where to register and sign in; a token that was made for it is good for nothing else. Its upstream is the whole address of the server, and its prefix takes no paths below.
      </p>
      <CodeBlock label="Connect Claude Code" language="bash" code={`claude mcp add --transport http maps ${host}/mcp/maps`} />
      <p>
        <Code>tools</Code> says who may call which tool: a name, or the beginning of one and <Code>*</Code>, with a scope, roles and groups as a rule has them. With it, a tool that no line names cannot be called; without it every tool can. Who may not call a tool does not see it in the list either. An exact name goes before a beginning, a longer one before a shorter one. A missing scope is answered with a challenge (403), on which clients ask their person for more; a group that somebody is not in, with an error that the model can read.
      </p>
      <CodeBlock label="Tool rules" language="json" code={`"tools": [\n  { "name": "read_*" },\n  { "name": "draw_map", "scope": "agents:write", "groups": ["cartographers"] }\n]`} />
      <p>
        Sessions belong to a person and an app. When the person&apos;s role or groups change, the next request of the session is answered 404, on which clients begin a new one, and the server behind is told that the old one is over. API keys are let in as well, which suits CI; a rule with layer 2 keeps them out. Everybody finds the servers that they may use, with the lines for each client, under <Link href={paths.connect} className="link">Connect an app</Link>.
      </p>
    </Section>
  );
}

function WhichWay() {
  return (
    <Section id="which" title="Gateway, proxy or a call of your own?">
      <DocTable
        label="Ways to protect an API"
        head={["Way", "Choose it when", "What your API does"]}
        rows={[
          ["Gateway", "nothing stands before the API yet, or it is an MCP server", "reads headers, if it wants to know who calls"],
          [<Link key="proxies" href={paths.docsProxies} className="link">A proxy asks</Link>, "nginx, Traefik, Caddy or Envoy stands before it already, and shall carry the traffic", "the same"],
          ["The API asks: POST /api-keys/verify", "rules depend on what only the API knows", "asks once per request, or keeps the answer for a moment"],
          ["Offline: /oauth/jwks.json", "callers bring session or access tokens, and a revocation may wait for their end", "checks signatures itself"],
        ]}
      />
    </Section>
  );
}
