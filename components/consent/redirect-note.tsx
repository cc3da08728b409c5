import { Notice } from "@/components/ui/notice";
import type { ConsentRequestView } from "@/lib/contract/consent";

type RedirectNoteProps = Pick<ConsentRequestView, "client" | "redirect" | "loopback_warning">;

/** Where the answer goes, its host in bold: the one thing about an app that it cannot make up. */
export function RedirectNote({ client, redirect, loopback_warning: isLocal }: RedirectNoteProps) {
  const host = <strong className="font-semibold wrap-anywhere text-ink">{redirect.kind === "app" ? `${redirect.host}:` : redirect.host}</strong>;
  if (isLocal) {
    return (
      <Notice tone="warn" title={redirect.kind === "app" ? <>The answer goes to the app that opens {host} links here</> : <>The answer goes to a program on this computer, at {host}</>}>
        Any program here could ask in this name. Allow it only if you have just begun to connect {client.name} yourself.
        <Address uri={redirect.uri} />
      </Notice>
    );
  }
  return (
    <Notice tone={client.verified ? "info" : "warn"} title={<>The answer goes to {host}</>}>
      {client.verified ? null : <>Nobody has checked that {client.name} belongs to this address. Allow it only if you know it.</>}
      <Address uri={redirect.uri} />
    </Notice>
  );
}

function Address({ uri }: { uri: string }) {
  return <code className="mt-1 block text-xs break-all text-muted">{uri}</code>;
}
