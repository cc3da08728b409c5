/**
 * One line for a Node that is too old, or undefined where it will do. What counts is what the dependencies ask for:
 * 20.19, 22.12, or anything from 24 on. This file and `start.mjs` keep to a syntax that old versions can read.
 */
export function nodeVersionProblem(version) {
  const [major, minor] = version.split(".").map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (fits) return undefined;
  return "Keyhouse needs Node.js 20.19, 22.12 or 24 and newer; this is " + version + ". Install a current version from https://nodejs.org and start again.";
}
