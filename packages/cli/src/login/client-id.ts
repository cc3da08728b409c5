/** Every Keyhouse server knows this public client without a registration. */
export const clientId = "keyhouse-cli";
