import { bundleProgram, runProgram } from "./processes";

/** What the other process does when it is asked to, by name; each answers something that can be written as JSON. */
const program = `
  import { createInterface } from "node:readline";
  import { GET as verifyRoute } from "@/app/api/v1/auth/verify/route";
  import { authenticate } from "@/lib/access/authenticate";
  import { parseConfig } from "@/lib/env/config";
  import { isRefusal } from "@/lib/errors";
  import { closeAttempt } from "@/lib/identities/attempt";
  import { linkIdentity } from "@/lib/identities/link";
  import { signInByIdentity } from "@/lib/identities/sign-in";
  import { unlinkIdentity } from "@/lib/identities/unlink";
  import { newId } from "@/lib/ids";
  import { acceptInvitation } from "@/lib/organizations/invitations/answer";
  import { changeRole, transferOwnership } from "@/lib/organizations/members/change-role";
  import { removeMember } from "@/lib/organizations/members/remove";
  import { confirmAddress } from "@/lib/addresses/confirm";
  import { resetPassword } from "@/lib/password-reset/reset";
  import { remindOfExpiry } from "@/lib/reminders/expiring";
  import { tellNewNetworks } from "@/lib/reminders/new-networks";
  import { takeTotpCode } from "@/lib/totp/take";
  import { deleteUser } from "@/lib/users/delete-user";
  import { revokeUserCredential } from "@/lib/users/govern/revoke-credential";
  import { registerUser } from "@/lib/users/register";
  import { updateUser } from "@/lib/users/update-user";
  import { unwire, wire } from "@/server/wire";

  const acts = {
    acceptInvitation, changeRole, transferOwnership, removeMember, confirmAddress, resetPassword,
    updateUser, deleteUser, revokeUserCredential, register: registerUser, signInByIdentity, linkIdentity, unlinkIdentity, whoami,
    remindOfExpiry: () => remindOfExpiry(),
    tellNewNetworks: () => tellNewNetworks(),
    closeAttempt: async (_ctx, ...attempt) => {
      const closed = await closeAttempt(...attempt);
      return { says: typeof closed === "string" ? closed : "taken" };
    },
    verify: async (ctx) => ctx.principal.credentialId,
    takeTotpCode: async (ctx, code) => {
      if (!(await takeTotpCode(ctx.principal.user.id, code))) throw new Error("not taken");
    },
  };

  await wire(parseConfig(JSON.parse(process.argv[2])));
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "end") break;
    const { number, act, credential, args } = JSON.parse(line);
    void answer(act, credential, args).then((code) => console.log("answer " + number + " " + code));
  }
  await unwire();
  process.exit(0);

  async function answer(act, credential, args) {
    const caller = { requestId: newId("req"), ip: "127.0.0.1", userAgent: "second process" };
    try {
      const principal = credential === "" ? undefined : await authenticate(credential, caller);
      const result = await acts[act]({ ...caller, principal }, ...args);
      return result?.says ?? "done";
    } catch (error) {
      return isRefusal(error) ? error.code : String(error);
    }
  }

  /** What GET /auth/verify answers here to somebody who sends these headers: role and groups, or the code of the refusal. */
  async function whoami(_caller, headers) {
    const { body } = await verifyRoute.answer({ method: "GET", url: "/api/v1/auth/verify", header: (name) => headers[name], peer: "127.0.0.1", params: {}, body: async () => new Uint8Array() });
    const { code, user } = JSON.parse(body);
    return { says: code ?? [user.role, ...user.groups].join(" ") };
  }
`;

type Act =
  | "acceptInvitation"
  | "changeRole"
  | "transferOwnership"
  | "removeMember"
  | "confirmAddress"
  | "resetPassword"
  | "updateUser"
  | "deleteUser"
  | "revokeUserCredential"
  | "register"
  | "signInByIdentity"
  | "linkIdentity"
  | "unlinkIdentity"
  | "closeAttempt"
  | "remindOfExpiry"
  | "tellNewNetworks"
  | "whoami"
  | "verify"
  | "takeTotpCode";

export type SecondProcess = {
  /** Does it there with a token or key of somebody's, or as nobody (""), and answers "done", the code of the refusal, or what the act says. */
  ask(act: Act, credential: string, ...args: unknown[]): Promise<string>;
  stop(): Promise<void>;
};

/** A second process of the house over the same database, with a connection pool and caches of its own. */
export async function startSecondProcess(env: Record<string, string>): Promise<SecondProcess> {
  const { process: child, line, ended } = runProgram(await bundleProgram(program, "second-process"), [JSON.stringify(env)]);
  await line("ready");
  let asked = 0;
  return {
    async ask(act, credential, ...args) {
      const number = ++asked;
      child.stdin!.write(`${JSON.stringify({ number, act, credential, args })}\n`);
      const prefix = `answer ${number} `;
      return (await line(prefix)).slice(prefix.length);
    },
    async stop() {
      child.stdin!.write("end\n");
      await ended;
    },
  };
}
