import { CodeBlock } from "@/components/ui/code-block";
import { Article, DocTable, Section } from "../article";

type TelegramGuideProps = {
  publicUrl: string;
  /** This server's bot; null while Telegram cannot be reached, undefined where there is none. */
  bot: string | null | undefined;
};

/** What the bot does, and how the operator sets one up. */
export function TelegramGuide({ publicUrl, bot }: TelegramGuideProps) {
  return (
    <Article title="Telegram" lead="A bot that hands out API tokens, signs people in, lets devices in, and tells what concerns their security. No account is needed before the first message.">
      <p className="text-sm text-muted">{describeBot(bot)}</p>
      <Commands />
      <SetUp publicUrl={publicUrl} />
      <SignIn publicUrl={publicUrl} />
      <Devices />
      <Limits />
    </Article>
  );
}

function describeBot(bot: string | null | undefined): string {
  if (bot === undefined) return "This server has no bot.";
  return bot === null ? "This server has a bot, but Telegram cannot be reached at the moment." : `The bot of this server is @${bot}.`;
}

function Commands() {
  return (
    <Section id="commands" title="Commands">
      <DocTable
        label="Commands of the bot"
        head={["Send", "What happens"]}
        rows={[
          [<code key="get">/get</code>, "your personal API token; made on first use, together with an account if this Telegram has none. The same token each time"],
          [<code key="revoke">/revoke</code>, "a new token; the old one is refused from the next request on"],
          [<code key="keys">/keys</code>, "your keys by name, hint and last use, never a secret. A button for each API key leads to a new secret (the old one ends now, or in a day) and to its end"],
          [<code key="device">/device BCDF-GHJK</code>, "who waits with this code, from where and for what; Allow or Deny. The code alone works too"],
          [<code key="alerts">/alerts on</code>, "security notices here: new sign-ins, new keys, changed passwords; off stops them"],
          [<code key="help">/help</code>, "this list"],
        ]}
      />
      <p>An account that was made by the bot has no address and no password: its Telegram is its key. Both can be added later under Settings.</p>
    </Section>
  );
}

function SetUp({ publicUrl }: { publicUrl: string }) {
  return (
    <Section id="set-up" title="Give this server a bot">
      <ol className="grid list-decimal gap-2 pl-5">
        <li>
          In Telegram write to <span className="font-medium">@BotFather</span>: send <code className="inline-code">/newbot</code>, give it a name and a username that ends in “bot”.
        </li>
        <li>Copy the token that it answers into the environment, and start Keyhouse again:</li>
      </ol>
      <CodeBlock label="Environment" language="text" code="TELEGRAM_BOT_TOKEN=123456:ABC-DEF..." />
      <p>
        That is all: Keyhouse asks Telegram for messages, so it works behind any firewall and on a laptop. Of several instances one asks at a time, and another takes over within seconds when it ends. Each Keyhouse needs a bot of its own. Where Telegram cannot be reached, everything else runs, and the log says so.
      </p>
      <p>To have Telegram call instead, which it does at an https address only:</p>
      <CodeBlock label="Environment for a webhook" language="text" code="TELEGRAM_MODE=webhook" />
      <p>
        Keyhouse announces <code className="inline-code">{publicUrl}/telegram/webhook</code> at its start, with a secret that Telegram must send with each message; it is derived from <code className="inline-code">SECRET_KEY</code>.
      </p>
      <p>
        A Bot API server of your own: <code className="inline-code">TELEGRAM_API_ROOT=https://bots.example.com</code>.
      </p>
    </Section>
  );
}

function SignIn({ publicUrl }: { publicUrl: string }) {
  return (
    <Section id="sign-in" title="Signing in and linking">
      <p>
        The page {publicUrl}/login shows a link to the bot, a QR code and a number. The bot says from where somebody wants to sign in, and asks for the number: a link that a stranger has sent lets nobody in, for only who sits before the browser sees the number. The link is good for five minutes, once, and for the browser that began alone.
      </p>
      <p>An account that exists links its Telegram under Settings, Ways to sign in. One Telegram has one account: where it has one already, the bot says what to do.</p>
      <p>
        Telegram is an OpenID provider as well. With a client of it (in @BotFather: Bot Settings, Login Widget; RS256) the button leads there instead. As allowed URL enter exactly this address:
      </p>
      <CodeBlock label="Redirect URI for Telegram" language="text" code={`${publicUrl}/api/auth/callback/telegram`} />
      <CodeBlock label="Environment for OpenID Connect" language="text" code={"TELEGRAM_CLIENT_ID=123456\nTELEGRAM_CLIENT_SECRET=..."} />
      <p>A second factor is asked for in the browser as after a password. With one, the bot shows no token and lets no device in.</p>
    </Section>
  );
}

function Devices() {
  return (
    <Section id="devices" title="Devices without a browser">
      <p>
        A program shows a code (RFC 8628). Send it to the bot instead of opening the page: it shows the app, the place and the scopes. Allow gives what is listed, nothing more; to give less, or for a time only, use the page.
      </p>
    </Section>
  );
}

function Limits() {
  return (
    <Section id="limits" title="Limits">
      <DocTable
        label="Limits of the bot"
        head={["What", "How"]}
        rows={[
          ["Messages", "20 a minute from one person; then one word about it, and silence until the minute is over"],
          ["Groups", "the bot answers in private chats only, and shows nothing anywhere else"],
          ["The first administrator", "never signs up by Telegram: anybody can write to the bot, even where nobody else can reach the server"],
          ["Notices", "wait for a day if Telegram is away, then they are dropped"],
          ["The same message twice", "acts once, whoever delivers it"],
        ]}
      />
    </Section>
  );
}
