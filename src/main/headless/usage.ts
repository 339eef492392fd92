/** What `campanile --help` prints. */
export const usage = `Campanile: SMS campaigns from your own desk

  campanile serve [--port 7340] [--host 127.0.0.1] [--token SECRET] [--sample] [--open]
      Serves the application to a browser on this machine and prints its address.
  campanile call NAME [JSON | -]
      Makes one call of the contract, e.g. campanile call people.page '{"limit":5}'; prints the answer as JSON.
      A dash reads the JSON from standard input, which spares the quotes that cmd.exe and older PowerShells take away.
      Where the workspace is being served, the call goes to that host. Without one, the command
      stays until what the call began is settled (an import, a preparation) and says on standard error what became of
      it; nothing is sent: a delivery that was confirmed is sent once the application or serve opens the workspace.
  campanile watch
      Prints what the engine tells unasked, one JSON object a line, until it is interrupted.
  campanile demo [--people FILE] [--text TEMPLATE] [--country CC] [--json]
      Does the main job in this terminal, through the simulated modem: import, prepare, review, send.
  campanile simulator --pty PATH | --tcp PORT [--script FILE] …
      A GSM modem in software for any program that speaks AT, with people who answer; campanile simulator --help tells
      of its people, its faults and its clock.

Every command but the last: --workspace FILE, after its name, says which workspace; without it the usual one of this user is opened.
`
