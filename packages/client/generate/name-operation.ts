/** Where a typed call stands: `client.<resource>.<method>()`. */
export type OperationName = { resource: string; method: string };

/** The noun is the path's, the verb what the operation's own name says beside it: `rotateApiKey` is `apiKeys.rotate`. */
export function nameOperation(operationId: string, path: string): OperationName {
  const resource = resourceOf(path);
  return { resource, method: overrides[operationId] ?? methodOf(operationId, nouns[resource] ?? [wordsOf(resource)]) };
}

function resourceOf(path: string): string {
  const segments = path.replace(/^\/api\/v1\//, "").split("/");
  const place = segments.slice(0, 3).join("/");
  if (place.startsWith("users/me/api-token")) return "personalToken";
  if (place.startsWith("users/me")) return "me";
  if (place.startsWith("auth/tokens")) return "apiTokens";
  return segments[0]!.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const overrides: Record<string, string> = { pruneOauthClients: "prune", verifyMe: "verify" };

/** Where the operations call the thing by other words than the path does; the longest first. */
const nouns: Record<string, string[][]> = {
  me: [["My"], ["Me"]],
  personalToken: [["Personal", "Token"], ["Token"]],
  oauthClients: [["Oauth", "Clients"], ["Clients"]],
  auth: [],
};

function methodOf(operationId: string, alternatives: string[][]): string {
  const words = wordsOf(operationId);
  for (const noun of alternatives) {
    const forms = [noun, [...noun.slice(0, -1), singular(noun.at(-1)!)]];
    for (const form of forms) {
      const at = words.findIndex((_, index) => index > 0 && form.every((word, offset) => words[index + offset] === word));
      if (at > 0) return join([...words.slice(0, at), ...words.slice(at + form.length)]);
    }
  }
  return operationId;
}

const wordsOf = (name: string): string[] => name.replace(/([A-Z])/g, " $1").trim().split(" ").map((word) => word[0]!.toUpperCase() + word.slice(1));

/** The type of one row of a list: `apiKeys` holds `ApiKey`s. */
export const rowName = (resource: string): string => {
  const words = wordsOf(resource);
  return [...words.slice(0, -1), singular(words.at(-1)!)].join("");
};

const singular = (word: string): string => (word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.endsWith("s") ? word.slice(0, -1) : word);

const join = (words: string[]): string => words.map((word, index) => (index === 0 ? word.toLowerCase() : word)).join("");
