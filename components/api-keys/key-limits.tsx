import { Card } from "@/components/ui/card";
import { ScopeChip } from "@/components/ui/scope-chip";
import type { ApiKeyView } from "@/lib/contract/api-keys";

/** What a key may, for those who look at it and cannot change it. */
export function KeyLimits({ apiKey: key }: { apiKey: ApiKeyView }) {
  return (
    <Card title="What it may">
      <dl className="grid gap-4 px-5 pt-3.5 pb-5 text-sm sm:grid-cols-3 sm:px-6">
        <div className="sm:col-span-3">
          <dt className="text-xs text-faint">Scopes</dt>
          <dd className="mt-1 flex flex-wrap gap-1.5">{key.scopes.length > 0 ? key.scopes.map((name) => <ScopeChip key={name} name={name} />) : "None that your role allows"}</dd>
        </div>
        <div className="sm:col-span-2">
          <dt className="text-xs text-faint">Allowed addresses</dt>
          <dd className="wrap-anywhere">{key.allowed_ips ? key.allowed_ips.join(", ") || "None" : "Any"}</dd>
        </div>
        <div>
          <dt className="text-xs text-faint">Requests per minute</dt>
          <dd>{key.rate_limit_per_minute ?? "As usual"}</dd>
          {key.quota_per_day ? <dd>{key.quota_per_day.toLocaleString("en")} a day</dd> : null}
        </div>
      </dl>
    </Card>
  );
}
