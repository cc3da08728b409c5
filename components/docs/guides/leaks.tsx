import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../article";
import { githubPattern, gitleaksRule, keyKinds, keyPattern, nodeChecker, pythonChecker, reportLine, scannedList, type LeakRules } from "./leak-rules";

export function LeaksGuide(rules: LeakRules) {
  return (
    <Article title="Leaked keys" lead="Keys are made so that scanners find them, a checksum tells true ones from lookalikes, and whoever finds one can have it stopped.">
      <Reporting {...rules} />
      <Format {...rules} />
      <Scanners {...rules} />
      <Checksum {...rules} />
      <Urls {...rules} />
    </Article>
  );
}

function Reporting(rules: LeakRules) {
  return (
    <Section id="report" title="You found one">
      <p>
        Report it on the page{" "}
        <Link href={paths.leaks} className="link">
          Found a key?
        </Link>{" "}
        or with one call. Neither needs an account.
      </p>
      <CodeBlock label="Report a leak" language="bash" code={reportLine(rules)} />
      <DocTable
        label="What becomes of a reported secret"
        head={["What was reported", "What happens"]}
        rows={[
          ["API key, personal API token, long-lived or password token", "paused at once. Its owner rotates it, or resumes it if what was found is no secret"],
          ["Earlier secret of a rotated key", "that secret ends at once; the newer one goes on"],
          ["Session token, refresh token, OAuth access token", "the session or connection ends at once; its owner signs in or connects again"],
          ["Initial access token", "revoked at once"],
          ["Client secret of an OAuth app", "its owner is told to rotate it"],
        ]}
      />
      <p>
        The owner is told by mail, Telegram and webhook (<code className="inline-code">credential.leaked</code>), and reads on the key’s page where it was found. The answer to a report is always 202, whether or not the secret is known: a report tells a stranger nothing. What was reported is neither kept nor logged, nor is the address it was reported from.
      </p>
    </Section>
  );
}

function Format({ keyPrefix }: LeakRules) {
  return (
    <Section id="format" title="What a key looks like">
      <CodeBlock label="The parts of a key" language="text" code={`${keyPrefix}_live_  +  30 random letters and digits  +  6 of checksum`} />
      <DocTable label="Kinds of secret" head={["Begins with", "Is"]} rows={keyKinds.map(([kind, what]) => [<code key={kind} className="text-[0.8125rem]">{`${keyPrefix}_${kind}_`}</code>, what])} />
      <p>
        The random part holds 178 bits. The checksum is the CRC32 of everything before it, written in base 62 with the digits <code className="inline-code">0-9A-Za-z</code>, the most significant first. Signed tokens (JWT) have no prefix: they begin with <code className="inline-code">eyJ</code>, as all of them do.
      </p>
    </Section>
  );
}

function Scanners(rules: LeakRules) {
  return (
    <Section id="scanners" title="Rules for scanners">
      <CodeBlock label="Regular expression" language="text" code={keyPattern(rules)} />
      <CodeBlock label="gitleaks" language="text" code={gitleaksRule(rules)} />
      <h3 className="text-base font-semibold">GitHub: custom pattern</h3>
      <p>Settings of a repository or organization, Advanced Security, Custom patterns.</p>
      <DocTable label="Custom pattern of GitHub" head={["Field", "Value"]} rows={githubPattern(rules).map(([field, value]) => [field, <code key={field} className="text-[0.8125rem] wrap-anywhere">{value}</code>])} />
      <h3 className="text-base font-semibold">GitHub: partner programme, and scanners of your own</h3>
      <p>
        <code className="inline-code">POST {rules.host}/api/v1/leaks/scanned</code> takes the list that GitHub sends to its partners, up to 500 matches in 64 KiB. The signature that GitHub adds is not needed: a report is acted on because whoever sends it holds the secret, and somebody who holds it could do worse. Reports are limited by address: 1,000 secrets an hour.
      </p>
      <CodeBlock label="Body of /api/v1/leaks/scanned" language="json" code={scannedList(rules)} />
    </Section>
  );
}

function Checksum(rules: LeakRules) {
  return (
    <Section id="checksum" title="True or a lookalike?">
      <p>Other services use similar prefixes. These programs read any text and print the keys in it whose checksum is right, so that an alert is never about a placeholder. They send nothing anywhere.</p>
      <CodeBlock label="Node.js 20.15 or newer" language="javascript" code={nodeChecker(rules)} />
      <CodeBlock label="Python 3" language="python" code={pythonChecker(rules)} />
    </Section>
  );
}

function Urls({ host }: LeakRules) {
  return (
    <Section id="urls" title="Keys in addresses">
      <p>
        A key in the path or the query of a request, as <code className="inline-code">?token=</code>, <code className="inline-code">?api_key=</code> or anything else, is in the history of a browser and the logs of every proxy on its way. Such a request is refused with 400, the key is not used, and its owner is told, once a day at most (webhook <code className="inline-code">credential.seen_in_url</code>). It goes on working, so that nothing breaks by surprise: rotate it. The same holds behind the gateway, and, with 403, for what a proxy asks of forward-auth.
      </p>
      <CodeBlock label="Not so, but so" language="bash" code={`# refused\ncurl "${host}/api/v1/auth/verify?token=YOUR_KEY"\n\n# right\ncurl ${host}/api/v1/auth/verify \\\n  -H "X-API-Key: YOUR_KEY"`} />
    </Section>
  );
}
