import { Checkbox } from "@/components/ui/checkbox";
import type { ConsentRequestView } from "@/lib/contract/consent";
import { paths } from "@/lib/paths";
import { AccountLine } from "./account-line";
import { ClientHeading } from "./client-heading";
import { ConsentCard } from "./consent-card";
import type { ConsentError } from "./consent-error";
import { ConsentFooter } from "./consent-footer";
import { ConsentForm } from "./consent-form";
import { RedirectNote } from "./redirect-note";

/** An app asks to act for a person: who it is, where the answer goes, what it may do and for how long. */
export function ConsentRequest({ view, brandName, error }: { view: ConsentRequestView; brandName: string; error: ConsentError | undefined }) {
  const { client, account, redirect, resource } = view;
  return (
    <ConsentCard footer={<ConsentFooter client={client} what="question" expiresAt={view.expires_at} />}>
      <ClientHeading client={client} resource={resource} brandName={brandName} />
      <AccountLine account={account} next={`${paths.consent}?request=${encodeURIComponent(view.request)}`} />
      <RedirectNote client={client} redirect={redirect} loopback_warning={view.loopback_warning} />
      <ConsentForm
        action={paths.consentSubmit}
        hidden={{ request: view.request, account: account.id }}
        clientName={client.name}
        offer={view.offer}
        error={error}
        afterwards={redirect.kind === "app" ? `Your answer is on its way. You can close this page and go back to ${client.name}.` : undefined}
      >
        {view.remember_needs_asking ? <RememberBox /> : null}
      </ConsentForm>
    </ConsentCard>
  );
}

function RememberBox() {
  return (
    <label htmlFor="remember" className="flex cursor-pointer gap-3 text-sm">
      <Checkbox id="remember" name="remember" value="1" className="mt-0.5" />
      <span>
        Do not ask me again for this app
        <span className="block text-[0.8125rem] leading-5 text-faint">While the connection lasts, whatever runs at this address gets the same access without a question.</span>
      </span>
    </label>
  );
}
