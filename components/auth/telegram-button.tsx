import { Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/** A plain form post: the page that follows shows the link to the bot. */
export function TelegramButton({ next, isConfirming = false }: { next: string | undefined; isConfirming?: boolean }) {
  return (
    <form action={paths.telegramLoginBegin} method="post">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Button type="submit" size="lg" className="w-full">
        <Send aria-hidden />
        {isConfirming ? "Confirm" : "Continue"} with Telegram
      </Button>
    </form>
  );
}
