// Before any schema is made: without this zod tries whether it may compile code, which the policy of the page reports.
globalThis.__zod_globalConfig = { jitless: true }
