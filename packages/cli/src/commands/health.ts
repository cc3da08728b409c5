import type { Command } from "../parsing/command";

export const health: Command = {
  name: "health",
  summary: "Ask whether the server is well",
  details: "It needs no login. Where there is one, it is checked as well. Exit code 4: the server cannot be reached.",
  examples: [["keyhouse health --url https://keys.example.com && deploy", "Go on only if it is"]],
  async run(context) {
    const { terminal } = context;
    const client = (await context.clientIfSignedIn()) ?? (await context.anonymousClient());
    const startedAt = performance.now();
    const answer = await client.health.get();
    const milliseconds = Math.round(performance.now() - startedAt);
    if (terminal.isJson) return terminal.json(answer);
    terminal.facts([
      ["Server", await context.url()],
      ["Status", `${answer.status}, in ${milliseconds} ms`],
      ["Version", answer.version],
      ["Database", answer.database],
      ["Redis", answer.redis],
      ["Signed in as", answer.user?.username],
    ]);
  },
};
