import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { RichText } from "@/components/ui/rich-text";
import { proxyGuides, type ProtectedSite } from "@/lib/connect/proxy-snippets";
import { paths } from "@/lib/paths";
import { Article, DocTable, Section } from "../article";

/** How a reverse proxy asks this server before it lets a request pass. */
export function ProxiesGuide({ site }: { site: ProtectedSite }) {
  return (
    <Article title="In front of your API" lead="The proxy that already stands before your API asks Keyhouse about each request: who calls, with what, and may they. Your API needs no code for it.">
      <Section id="answer" title="What is asked and answered">
        <p>
          The proxy sends the caller’s credential to <code className="inline-code">/forward-auth</code> and says in the address what the request needs. 204 lets it pass, with headers that tell your API who calls; 401, 403 and 429 refuse it, in the words of the error table.
        </p>
        <DocTable
          label="What a request can be asked for"
          head={["Parameter", "Lets pass"]}
          rows={[
            [<Name key="scope">scope</Name>, "credentials that hold every scope named, separated by commas"],
            [<Name key="role">role</Name>, "people of that role and above"],
            [<Name key="group">group</Name>, "people in one of the groups named"],
            [<Name key="resource">resource</Name>, "beside keys: OAuth access tokens that are for this address, and no others"],
          ]}
        />
        <p>
          Where no proxy stands before your API yet, Keyhouse can do that as well: see{" "}
          <Link href={paths.docsGateway} className="link">
            Gateway
          </Link>
          .
        </p>
        <p>
          Set <code className="inline-code">TRUSTED_PROXIES</code> to the proxy’s address, so that address limits look at the caller and not at the proxy. The API must be reachable through the proxy alone: it believes the headers.
        </p>
      </Section>
      {proxyGuides(site).map((guide) => (
        <Section key={guide.id} id={guide.id} title={guide.name}>
          <CodeBlock label={`${guide.name}: ${guide.file}`} language="text" code={guide.config} />
          {guide.note ? (
            <p>
              <RichText>{guide.note}</RichText>
            </p>
          ) : null}
        </Section>
      ))}
    </Article>
  );
}

function Name({ children }: { children: string }) {
  return <code className="inline-code">{children}</code>;
}
