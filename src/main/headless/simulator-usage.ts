import { plainFaults } from '../engine/simulate.ts'
import { personKinds } from '../../shared/lines/person-kind.ts'

/** What `campanile simulator --help` says. */
export const simulatorUsage = `campanile simulator --pty PATH | --tcp PORT

A GSM modem in software for any program that speaks AT, on a network with people. It runs until it is interrupted and
prints each message that arrives as JSON. A line such as "+447700900123 Yes" on standard input is that person writing.

  --pty PATH       a link to a terminal (Linux, macOS); a modem that vanishes comes back there after 5 s
  --tcp PORT       127.0.0.1:PORT
  --modems 1       so many modems, each with its number after the path, or the next port; each has an IMEI and a SIM
  --latency 50     milliseconds that the network takes for a part
  --speed 1        how much faster than life people receive and answer
  --clock 1        how much faster than life everything goes, with the dates of messages and reports
  --pin PIN        the SIM asks for it; the third wrong one blocks the SIM
  --fault N:FAULT  at the Nth message: ${plainFaults.slice(0, 4).join(', ')},
                   ${plainFaults.slice(4).join(', ')}, cms-NUMBER
  --fault prompt:MS | chunk:OCTETS
                   every prompt so late; so many octets at a time
  --script FILE    people and faults as JSON, see below

People go by the last two digits of their number: 84 full storage, 85-87 wrong number, 88-90 unreachable, 91-92 away for
a while, 93-94 slow, 95 gone, 96 answers STOP, 97 and 98 answer, 99 silent; all others receive at once.

A script, of which every part may be left out:
  { "people":  [{ "numbers": "+4477009001*", "is": "slow" }, { "numbers": "*7", "is": "stop" }],
    "faults":  [{ "at": 3, "fault": "answer-lost" }, { "every": 10, "fault": "cms-500" },
                { "to": "+447700900123", "fault": "cms-27" }],
    "latency": [50, 4000], "prompt": 150, "chunk": 1, "chatter": 20,
    "sim": "ready | puk | absent", "network": "home | searching | denied",
    "answers": { "+CGMI": "huawei", "+CMMS=2": "ERROR" } }
  Kinds of people: ${personKinds.slice(0, 7).join(', ')},
  ${personKinds.slice(7).join(', ')}.
`
