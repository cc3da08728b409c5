/** Of this package; a test holds it to package.json, which is not part of what is compiled. */
export const version = "0.1.0";
