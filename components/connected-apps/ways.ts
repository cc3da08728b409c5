/** How an app was let in, by the grant type of its connection. */
export const ways = { authorization_code: "in the browser", device_code: "as a device", client_credentials: "as a program" } as const;
