import { bashCompletion } from "../completion/bash";
import { fishCompletion } from "../completion/fish";
import { zshCompletion } from "../completion/zsh";
import type { Command } from "../parsing/command";

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Prints what a shell needs to complete commands, made from the commands themselves. */
export function completionOf(commands: () => readonly Command[]): Command {
  return {
    name: "completion",
    summary: "Print the completion for a shell",
    arguments: [{ name: "shell", description: "Which shell", values: Object.keys(shells) }],
    examples: [
      ["source <(keyhouse completion bash)", "In ~/.bashrc"],
      ["source <(keyhouse completion zsh)", "In ~/.zshrc, behind compinit"],
      ["keyhouse completion fish > ~/.config/fish/completions/keyhouse.fish", "Once"],
    ],
    async run({ terminal }, values) {
      const script = shells[values.argument("shell") as keyof typeof shells](commands());
      if (terminal.isJson) terminal.json({ script });
      else terminal.print(script);
    },
  };
}
