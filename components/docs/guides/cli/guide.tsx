import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Article, DocTable, Section } from "../../article";

type CliGuideProps = {
  host: string;
  /** The package as this server serves it. */
  packageUrl: string;
};

/** The command line, with the address of this server. */
export function CliGuide({ host, packageUrl }: CliGuideProps) {
  return (
    <Article title="Command line" lead="Sign in once, then make, rotate and revoke keys, see who uses them, and read the audit log, from a terminal or a script.">
      <Start host={host} packageUrl={packageUrl} />
      <Rotate />
      <Commands />
      <Scripts host={host} />
      <Keeping />
      <ExitCodes />
    </Article>
  );
}

function Start({ host, packageUrl }: CliGuideProps) {
  return (
    <Section id="start" title="Install and sign in">
      <p>
        It needs Node 20 or later, and nothing else. This server gives it out itself, in the version that fits it.
      </p>
      <CodeBlock label="Install and sign in" language="bash" code={`npm install --global ${packageUrl}\nkeyhouse login --url ${host}\nkeyhouse whoami`} />
      <p>
        <Code>login</Code> shows an address and a code: open it on this or any other device, compare the code, and allow. The login renews itself for 30 days, or as long as you chose there. It stands among your connected apps as Keyhouse CLI, and ends when you disconnect it.
      </p>
      <p>With a token instead, which is asked for without being shown:</p>
      <CodeBlock label="With a token" language="bash" code={`keyhouse config set api.url ${host}\nkeyhouse config set api.token`} />
    </Section>
  );
}

function Rotate() {
  return (
    <Section id="rotate" title="Rotate the key in a file">
      <CodeBlock label="Rotate" language="bash" code={"keyhouse keys rotate --write-env .env --overlap 1d"} />
      <p>
        Finds which of your keys <Code>.env</Code> holds, gives it a new secret, and puts that into the same variable: quotes, comments, line endings and the mode of the file stay. The new secret is not printed. The old one works for a day; <Code>keyhouse keys usage</Code> tells who still uses it. That the file can be written is made sure before the server is asked. It needs a login: with a key or token in place of one, no key can be changed.
      </p>
    </Section>
  );
}

function Commands() {
  return (
    <Section id="commands" title="Commands">
      <DocTable
        label="Commands"
        head={["Command", "What it does"]}
        rows={[
          [<Code key="login">login, logout, whoami</Code>, "sign in by device flow, sign out on the server, show what the credential may do"],
          [<Code key="keys">keys list, show, create, rotate, revoke, usage</Code>, "API keys; named by id, name or hint"],
          [<Code key="apps">apps list, apps revoke</Code>, "apps that you have let in"],
          [<Code key="audit">audit</Code>, "the audit log; with --follow as it happens"],
          [<Code key="scopes">scopes, health</Code>, "what may be granted here; whether the server is well"],
          [<Code key="doctor">doctor URL</Code>, "tests an MCP server or a client’s metadata document, and says what to do about each finding"],
          [<Code key="mcp">mcp add, mcp serve</Code>, "the configuration of Claude Code, Claude Desktop, Cursor or VS Code; an MCP server over stdio with this login"],
          [<Code key="config">config set, get, list, unset</Code>, "settings: api.url, api.token, login.browser"],
          [<Code key="completion">completion bash, zsh, fish</Code>, "completion for a shell"],
        ]}
      />
      <p>
        <Code>keyhouse COMMAND --help</Code> tells the options, with examples.
      </p>
    </Section>
  );
}

function Scripts({ host }: { host: string }) {
  return (
    <Section id="scripts" title="In scripts">
      <p>
        Two variables are all that a pipeline needs; what a key may do is decided by its scopes (<Code>keys list</Code> needs keys:read). <Code>--json</Code> prints exactly what the API answers; what is said beside it goes to standard error. What cannot be undone asks in a terminal, and needs <Code>--yes</Code> elsewhere.
      </p>
      <CodeBlock label="A pipeline" language="bash" code={`export KEYHOUSE_URL=${host}\nexport KEYHOUSE_TOKEN=YOUR_KEY\nkeyhouse health\nkeyhouse keys list --json`} />
    </Section>
  );
}

function Keeping() {
  return (
    <Section id="keeping" title="Where the login is kept">
      <p>
        In <Code>~/.config/keyhouse/config.json</Code> (<Code>XDG_CONFIG_HOME</Code> is honoured), which only you can read; it is refused where others can. With <Code>login --keyring</Code> the tokens are in the system’s keyring instead: <Code>secret-tool</Code> on Linux, the keychain on macOS. A credential is sent to the server that it was made for, and to no other. Commands that run side by side renew the login once: the others wait for it.
      </p>
    </Section>
  );
}

function ExitCodes() {
  return (
    <Section id="exit-codes" title="Exit codes">
      <DocTable
        label="Exit codes"
        head={["Code", "Meaning"]}
        rows={[
          [<Code key="0">0</Code>, "done"],
          [<Code key="1">1</Code>, "refused or failed; doctor: clients cannot connect"],
          [<Code key="2">2</Code>, "the command line is wrong, or a question could not be asked"],
          [<Code key="3">3</Code>, "not signed in, or the credential is no longer valid"],
          [<Code key="4">4</Code>, "the server cannot be reached"],
          [<Code key="130">130</Code>, "interrupted"],
        ]}
      />
    </Section>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="inline-code">{children}</code>;
}
