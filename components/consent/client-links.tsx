import type { ShownClient } from "@/lib/contract/consent";

/** What the app says of itself elsewhere. Nobody has checked these either: they open without a word of where they were found. */
export function ClientLinks({ client }: { client: ShownClient }) {
  const links = [
    { href: client.client_uri, label: "Website" },
    { href: client.policy_uri, label: "Privacy policy" },
    { href: client.tos_uri, label: "Terms" },
  ].filter((link): link is { href: string; label: string } => link.href !== undefined && /^https?:\/\//.test(link.href));
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap justify-center gap-x-3">
      What the app says of itself:
      {links.map(({ href, label }) => (
        <a key={label} href={href} target="_blank" rel="noopener noreferrer nofollow" className="link">
          {label}
        </a>
      ))}
    </p>
  );
}
