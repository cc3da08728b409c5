import { test as base } from "../fixtures";
import { TelegramServer } from "../../lib/testing/telegram-server";
import { waitUntil } from "../../lib/testing/wait-until";
import { startHouse } from "./start-house";

type WorkerFixtures = { telegram: TelegramServer };

/** A server of its own whose bot lives at a Telegram on this machine. */
export const test = base.extend<object, WorkerFixtures>({
  telegram: [
    async ({ house }, use) => {
      const telegram = await TelegramServer.start();
      telegram.botName = `Bot of ${house}`;
      await use(telegram);
      await telegram.close();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ telegram }, use) => {
      const server = await startHouse({ env: { BRAND_NAME: "Keyhouse", ...telegram.env } });
      await waitUntil(() => telegram.isPolled, 20_000);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 150_000 },
  ],
});
