import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../article";

type SignInGuideProps = {
  publicUrl: string;
  /** Which of them this server offers. */
  offered: readonly string[];
};

/** How the operator lets people in by Google and GitHub, and how an application uses that. */
export function SignInGuide({ publicUrl, offered }: SignInGuideProps) {
  const callback = (provider: string) => `${publicUrl}/api/auth/callback/${provider}`;
  return (
    <Article title="Google and GitHub" lead="Let people sign in with an account that they have. You register Keyhouse with the provider once; without its variables there is no button.">
      <Section id="google" title="Register with Google">
        <State name="Google" isOffered={offered.includes("google")} />
        <ol className="grid list-decimal gap-2 pl-5">
          <li>In the Google Cloud console open APIs &amp; Services, then Credentials, and create an OAuth client ID of the type “Web application”.</li>
          <li>As authorized redirect URI enter exactly this address:</li>
        </ol>
        <CodeBlock label="Redirect URI for Google" language="text" code={callback("google")} />
        <CodeBlock label="Environment for Google" language="text" code={`GOOGLE_CLIENT_ID=...apps.googleusercontent.com\nGOOGLE_CLIENT_SECRET=...`} />
        <p>
          Any other server that speaks OpenID Connect and signs with RS256 can stand in Google’s place: set <code className="inline-code">GOOGLE_ISSUER</code> to its issuer.
        </p>
      </Section>
      <Section id="github" title="Register with GitHub">
        <State name="GitHub" isOffered={offered.includes("github")} />
        <ol className="grid list-decimal gap-2 pl-5">
          <li>In GitHub’s settings (your own or your organization’s) open Developer settings, then OAuth Apps, and register a new application.</li>
          <li>As authorization callback URL enter exactly this address:</li>
        </ol>
        <CodeBlock label="Callback URL for GitHub" language="text" code={callback("github")} />
        <CodeBlock label="Environment for GitHub" language="text" code={"GITHUB_CLIENT_ID=...\nGITHUB_CLIENT_SECRET=..."} />
        <p>
          With a GitHub Enterprise Server set <code className="inline-code">GITHUB_URL</code> (<code className="inline-code">https://github.example.com</code>) and <code className="inline-code">GITHUB_API_URL</code> (<code className="inline-code">https://github.example.com/api/v3</code>) as well.
        </p>
      </Section>
      <Accounts />
      <Application publicUrl={publicUrl} />
    </Article>
  );
}

function State({ name, isOffered }: { name: string; isOffered: boolean }) {
  return <p className="text-sm text-muted">{isOffered ? `People can sign in here with ${name}.` : `${name} is not switched on here.`}</p>;
}

function Accounts() {
  return (
    <Section id="accounts" title="Which account opens">
      <DocTable
        label="Which account opens"
        head={["Who comes back from the provider", "What happens"]}
        rows={[
          ["is linked to an account", "that account opens, whatever address the provider names today"],
          ["has an address that an account here has, and both sides have verified it", "the two are linked, and the person is told by mail"],
          ["has an address that an account here has, but has never confirmed", "nothing: the person is asked to sign in and link in the settings, for the account may be a stranger’s"],
          ["is new", "an account is made, with the address if the provider has verified it"],
        ]}
      />
      <p>
        Everybody can link and unlink in{" "}
        <Link href={paths.settingsSignIn} className="link">
          Settings
        </Link>
        . The last way to sign in cannot be removed. Where the first account needs the setup token, it is made with a password.
      </p>
    </Section>
  );
}

function Application({ publicUrl }: { publicUrl: string }) {
  const redirectUri = "https://app.example.com/signed-in";
  return (
    <Section id="applications" title="From an application of your own">
      <p>
        Open one of these addresses in the person’s browser. Where it goes afterwards has to be on your list, letter by letter; anything else is refused on a page, before anybody goes anywhere.
      </p>
      <CodeBlock label="Environment" language="text" code={`SIGN_IN_REDIRECT_URIS=${redirectUri}`} />
      <CodeBlock label="Addresses" language="text" code={`${publicUrl}/api/v1/auth/google?redirect_uri=${encodeURIComponent(redirectUri)}\n${publicUrl}/api/v1/auth/github?redirect_uri=${encodeURIComponent(redirectUri)}`} />
      <p>The browser comes back with a session token in the fragment, which reaches no server by itself:</p>
      <CodeBlock label="What comes back" language="text" code={`${redirectUri}#token=eyJ...&expires_at=2026-11-22T10%3A30%3A00Z`} />
      <CodeBlock
        label="In the page of the application"
        language="javascript"
        code={`const fragment = new URLSearchParams(location.hash.slice(1));\nhistory.replaceState(null, "", location.pathname);\nawait fetch("/your/own/api", {\n  headers: { Authorization: \`Bearer \${fragment.get("token")}\` },\n});`}
      />
      <p>
        Your API checks it as any session token: by <code className="inline-code">GET /api/v1/auth/verify</code>, or offline with the published keys.
      </p>
    </Section>
  );
}
