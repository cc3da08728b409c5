import Link from "next/link";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { firstCallSnippets, tokenPlaceholder } from "@/components/quick-start/snippets";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, Section } from "../article";

export function QuickStartGuide({ host, brandName }: { host: string; brandName: string }) {
  return (
    <Article title="Quick start" lead="From nothing to your first authenticated call. It takes about two minutes.">
      <Section id="account" title="1. Create an account">
        <p>
          <Link href={paths.register} className="link">
            Create an account
          </Link>{" "}
          with an email address and a password. You are signed in right away.
        </p>
      </Section>
      <Section id="token" title="2. Take your API token">
        <p>
          Press <strong className="font-medium">Create API token</strong> on the{" "}
          <Link href={paths.dashboard} className="link">
            dashboard
          </Link>
          ; later it is in the profile menu under{" "}
          <Link href={paths.apiToken} className="link">
            API Token
          </Link>
          . It acts as you, follows your role, and works until you replace or delete it.
        </p>
      </Section>
      <Section id="call" title="3. Call the API">
        <p>Send the token as a bearer token. {brandName} answers with your own account.</p>
        <SnippetTabs label="Your first call" snippets={firstCallSnippets(host, tokenPlaceholder)} />
        <CodeBlock label="Answer" language="json" code={answer} />
        <p>
          The portal’s own pages show these snippets with your token filled in. What the token was last used for, and from where, is on the{" "}
          <Link href={paths.apiToken} className="link">
            API Token
          </Link>{" "}
          page.
        </p>
      </Section>
      <Section id="next" title="Then: a key for each program">
        <p>
          The personal token is for you. A server, a CI pipeline or an agent gets an{" "}
          <Link href={paths.newApiKey} className="link">
            API key
          </Link>{" "}
          of its own, with the scopes it needs, an end, and the addresses it may call from. If one leaks, you revoke that one.
        </p>
      </Section>
    </Article>
  );
}

const answer = `{
  "id": "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70",
  "email": "ada@example.com",
  "username": "ada",
  "role": "user",
  "groups": [],
  "email_verified": false,
  "has_password": true,
  "created_at": "2026-11-22T09:30:00.000Z",
  "organizations": [
    {
      "id": "org_01kah2v1x0f8m9v7q3s5t6w8ye",
      "name": "ada's organization",
      "role": "owner",
      "personal": true
    }
  ]
}`;
