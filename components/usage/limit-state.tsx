"use client";

import { Card, CardBody } from "@/components/ui/card";
import { Meter } from "@/components/ui/chart/meter";
import type { Usage } from "@/lib/contract/usage";

/** How much of the minute and of the day is used at this moment. */
export function LimitState({ limits: { minute, day } }: Pick<Usage, "limits">) {
  return (
    <Card title="Limits now">
      <CardBody className="grid gap-5 pt-4">
        <Meter label="This minute" used={minute.limit - minute.remaining} limit={minute.limit} note={minute.remaining === 0 ? "Calls are refused until the minute is over." : undefined} />
        {day ? (
          <Meter label="Today" used={day.limit - day.remaining} limit={day.limit} note={day.remaining === 0 ? "Calls are refused until midnight (UTC)." : "Resets at midnight (UTC)."} />
        ) : (
          <p className="text-[0.8125rem] text-faint">No quota a day: the minute alone counts.</p>
        )}
      </CardBody>
    </Card>
  );
}
