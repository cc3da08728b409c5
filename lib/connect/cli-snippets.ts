/** The command line as the house itself gives it out. */
export const cliPackage = (host: string): string => `${host}/packages/keyhouse-cli.tgz`;

/** The first call by the command line, ready to be pasted. */
export function cliFirstCall(host: string, token: string): string {
  return [`npm install --global ${cliPackage(host)}`, `keyhouse config set api.url ${host}`, `keyhouse config set api.token ${token}`, "keyhouse whoami"].join("\n");
}
