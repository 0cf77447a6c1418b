// Several parts of the page write their state into the address: each leaves the others' as it is.
import { deepLink } from '/shared/lab.js';

export const keep = (values) => deepLink.write({ ...deepLink.read(), ...values });
