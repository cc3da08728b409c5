import { describeAgent } from "@/lib/describe-agent";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { DeviceRequestView } from "@/lib/contract/consent";
import { paths } from "@/lib/paths";
import { AccountLine } from "../account-line";
import { ClientHeading } from "../client-heading";
import { ConsentCard } from "../consent-card";
import type { ConsentError } from "../consent-error";
import { ConsentFooter } from "../consent-footer";
import { ConsentForm } from "../consent-form";

/** A device waits for a yes or a no: which code it shows, from where it asked, what it may do. */
export function DeviceRequest({ view, brandName, error }: { view: DeviceRequestView; brandName: string; error: ConsentError | undefined }) {
  const { client, account, resource } = view;
  return (
    <ConsentCard footer={<ConsentFooter client={client} what="code" expiresAt={view.expires_at} />}>
      <ClientHeading client={client} resource={resource} brandName={brandName} where="on another device" />
      <DeviceFacts view={view} />
      <Notice tone="warn" title="Did you begin this yourself?">
        Allow it only if the device in front of you shows this very code. If somebody sent you the code or this link, choose Deny: they would get in as you.
      </Notice>
      <AccountLine account={account} next={`${paths.device}?user_code=${encodeURIComponent(view.user_code)}`} />
      <ConsentForm action={paths.deviceSubmit} hidden={{ user_code: view.user_code, account: account.id }} clientName={client.name} offer={view.offer} error={error} />
    </ConsentCard>
  );
}

function DeviceFacts({ view }: { view: DeviceRequestView }) {
  const { ip, user_agent: agent } = view.asked_from;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-md border border-line text-sm">
      <div className="col-span-2 border-b border-line bg-sunken/60 px-4 py-3 text-center">
        <dt className="text-xs text-faint">Code on the device</dt>
        <dd className="font-mono text-2xl leading-9 font-medium tracking-[0.18em]">{view.user_code}</dd>
      </div>
      <div className="min-w-0 py-3 pr-2 pl-4">
        <dt className="text-xs text-faint">Asked from</dt>
        <dd className="wrap-anywhere">
          <code className="text-[0.8125rem]">{ip ?? "an unknown address"}</code>
          <span className="block text-[0.8125rem] text-muted" title={agent}>
            {describeAgent(agent)}
          </span>
        </dd>
      </div>
      <div className="min-w-0 py-3 pr-4 pl-2">
        <dt className="text-xs text-faint">When</dt>
        <dd>
          <RelativeTime value={view.asked_at} />
        </dd>
      </div>
    </dl>
  );
}
