import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";
import { ConsentCard } from "../consent-card";

/** Where a person types the code that a device shows. It only asks: nothing is decided by opening a page. */
export function DeviceCodeForm({ typed, problem, bot }: { typed: string | undefined; problem: string | undefined; bot: string | undefined }) {
  return (
    <ConsentCard footer={<Footer bot={bot} />}>
      <header className="grid gap-1.5">
        <h1 className="text-[1.375rem] leading-8 font-semibold tracking-tight">Connect a device</h1>
        <p className="text-sm text-muted">For programs and machines without a browser. Type the code that it shows.</p>
      </header>
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
      <form action={paths.device} method="get" className="grid gap-5">
        <Field label="Code">
          {(control) => (
            <Input
              {...control}
              name="user_code"
              required
              autoFocus
              autoComplete="off"
              autoCapitalize="characters"
              autoCorrect="off"
              spellCheck={false}
              maxLength={20}
              defaultValue={typed}
              placeholder="BCDF-GHJK"
              className="h-14 text-center font-mono text-2xl! tracking-[0.18em] uppercase placeholder:opacity-60"
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg">
          Continue
        </Button>
      </form>
    </ConsentCard>
  );
}

function Footer({ bot }: { bot: string | undefined }) {
  return (
    <>
      <p>You find the code where you began: in the terminal, or on the screen of the device.</p>
      {bot ? (
        <p>
          From your phone: send it to{" "}
          <a href={`https://t.me/${bot}`} target="_blank" rel="noreferrer" className="link">
            @{bot}
          </a>{" "}
          in Telegram.
        </p>
      ) : null}
    </>
  );
}
