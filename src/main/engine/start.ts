import { contract } from '../../shared/contract/index.ts'
import type { CampanileHandlers } from '../../shared/contract/index.ts'
import { serve, type Channel } from '../../shared/rpc.ts'
import { audienceHandlers } from './audiences/handlers.ts'
import { keepTime } from './audiences/rule-moment.ts'
import type { EngineContext, FileAccess, InspectPort } from './context.ts'
import { campaignHandlers } from './campaigns/handlers.ts'
import { clickHandlers } from './clicks/handlers.ts'
import { consentHandlers } from './consent/handlers.ts'
import { subscriptionHandlers } from './consent/subscription-handlers.ts'
import { sweepLists } from './consent/sweep-lists.ts'
import { createJobs, type Jobs } from './create-jobs.ts'
import { createPublisher } from './create-publisher.ts'
import { loadFileHandlers } from './loading/handlers.ts'
import { removeCopy } from './database/copy-workspace.ts'
import { openWorkspace } from './database/open.ts'
import { snippetHandlers } from './content/snippets.ts'
import { proofHandlers } from './proofs/handlers.ts'
import { contentHandlers } from './content/handlers.ts'
import { createReleases } from './deliveries/create-releases.ts'
import { deliveryHandlers } from './deliveries/handlers.ts'
import { deliveryRuleHandlers } from './delivery-rules/handlers.ts'
import { deliveryTemplateHandlers } from './delivery-templates/handlers.ts'
import { createTests } from './delivery-tests/create-tests.ts'
import { deliveryAlertHandlers } from './alerts/handlers.ts'
import { deliveryTestHandlers } from './delivery-tests/handlers.ts'
import type { Cancel, Clock, Log, Random } from './environment.ts'
import { inBackground } from './in-background.ts'
import { observeCalls } from './observe-calls.ts'
import { spendingHandlers } from './outbox/spending-handlers.ts'
import { figureHandlers } from './figures/handlers.ts'
import { calendarHandlers } from './calendar/handlers.ts'
import { journalHandlers } from './journal/handlers.ts'
import { exportHandlers } from './export/handlers.ts'
import { incrementalHandlers } from './incremental/handlers.ts'
import { lineHandlers } from './lines/handlers.ts'
import type { ListPorts } from './lines/find-modems.ts'
import { createLines, type OpenTransport } from './lines/create-lines.ts'
import { startOutbox } from './outbox/start-outbox.ts'
import { importHandlers } from './people/import-handlers.ts'
import { createImports, type Imports, type Notice } from './people/create-imports.ts'
import { peopleHandlers } from './people/handlers.ts'
import { keepSearchTexts } from './people/search/keep-search-texts.ts'
import { populationHandlers } from './populations/handlers.ts'
import { createPreparations } from './preparation/create-preparations.ts'
import { workflowFileHandlers } from './workflow-files/handlers.ts'
import { rereadSources } from './workflow-files/reread-sources.ts'
import { workflowTemplateHandlers } from './workflow-templates/handlers.ts'
import { rehearsalHandlers } from './rehearsal/handlers.ts'
import { createRuns } from './workflows/create-runs.ts'
import { seriesHandlers } from './series/handlers.ts'
import { openOnlySimulated } from './transports/open-only-simulated.ts'
import { workflowHandlers } from './workflows/handlers.ts'
import type { OpenSerial } from './transports/gsm-modem/open-serial.ts'
import { ensureLine } from './workspace/ensure-line.ts'
import { workspaceHandlers } from './workspace/handlers.ts'

export type { Cancel, Clock, FileAccess, Log, Random }

/** All that the engine takes from the world. */
export interface EngineOptions {
  /** The first client; more come with `connect`. */
  readonly channel?: Channel
  readonly workspacePath: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly files: FileAccess
  /** Opens serial ports where the engine's thread cannot: only a main thread can. */
  readonly openSerial?: OpenSerial
  /** Looks at a port that does not open, to say why. */
  readonly inspectPort?: InspectPort
  readonly version: string
  /** False for an engine that only answers calls: confirmed deliveries wait for one that sends. */
  readonly sends?: boolean
  /** Another way to open lines: tests watch the simulated network through it. */
  readonly openTransport?: OpenTransport
  /** Nothing but simulated lines is opened. */
  readonly onlySimulated?: boolean
  /** Another way to look for serial ports. */
  readonly listPorts?: ListPorts
}

/** A running engine. */
export interface Engine {
  /** Answers one more client. */
  connect(channel: Channel): void
  /** Lets running sends get their outcome, stops everything, closes the file. */
  stop(): Promise<void>
}

/**
 * Starts the engine on a workspace file: opens it, takes up what was cut off, answers calls.
 * @throws UserError of `openWorkspace`
 */
export function startEngine(options: EngineOptions): Engine {
  const workspace = openWorkspace(options.workspacePath)
  removeCopy(options.workspacePath)
  const channels = new Set<Channel>()
  const context: EngineContext = { ...options, workspace, ...createPublisher(channels) }
  const { handlers, stop } = build(context, options)

  function connect(channel: Channel): void {
    channels.add(channel)
    channel.onClose(() => channels.delete(channel))
    serve(channel, { contract, handlers, observer: observeCalls(context) })
  }
  if (options.channel) connect(options.channel)
  return {
    connect,
    async stop() {
      await stop()
      for (const channel of channels) channel.close()
      workspace.close()
    },
  }
}

function build(
  context: EngineContext,
  { openTransport, onlySimulated = false, listPorts, sends }: EngineOptions,
): { handlers: CampanileHandlers; stop: () => Promise<void> } {
  keepTime(context.workspace.sql, context.clock)
  ensureLine(context)
  rereadSources(context.workspace.sql)
  const jobs = createJobs()
  const imports = createImports(context)
  const stopTexts = keepSearchTexts(context)
  const lines = createLines(context, onlySimulated ? openOnlySimulated : openTransport, listPorts)
  const outbox = startOutbox(context, lines, { sends })
  const preparations = createPreparations(context)
  const runs = createRuns(context, preparations)
  const clocks = [createReleases(context, outbox), createTests(context, outbox)]
  const notices = imports.recover()
  preparations.recover()
  runs.recover()
  outbox.recover()
  if (sends !== false) {
    runs.startClock()
    for (const clock of clocks) clock.start()
  }
  inBackground(context, 'clearing removed lists away', sweepLists(context))
  return {
    handlers: answer(context, { jobs, imports, lines, outbox, preparations, runs, notices }),
    async stop() {
      await Promise.all([
        jobs.stop(),
        imports.stop(),
        runs.stop(),
        preparations.stop(),
        ...clocks.map(clock => clock.stop()),
        stopTexts(),
      ])
      await outbox.stop()
      await lines.stop()
    },
  }
}

/** The parts of a running engine that answer calls. */
interface Parts {
  readonly jobs: Jobs
  readonly imports: Imports
  readonly lines: ReturnType<typeof createLines>
  readonly outbox: ReturnType<typeof startOutbox>
  readonly preparations: ReturnType<typeof createPreparations>
  readonly runs: ReturnType<typeof createRuns>
  readonly notices: readonly Notice[]
}

function answer(context: EngineContext, parts: Parts): CampanileHandlers {
  const { jobs, imports, lines, outbox, preparations, runs, notices } = parts
  return {
    ...workspaceHandlers(context, { notices, whenIdle: () => whenAllIdle(parts) }),
    ...peopleHandlers(context, jobs),
    ...consentHandlers(context, jobs),
    ...subscriptionHandlers(context, jobs),
    ...clickHandlers(context, jobs),
    ...spendingHandlers(context),
    ...exportHandlers(context, jobs),
    ...importHandlers(context, imports),
    ...audienceHandlers(context, jobs),
    ...rehearsalHandlers(context, jobs),
    ...workflowHandlers(context, runs),
    ...workflowFileHandlers(context),
    ...workflowTemplateHandlers(context),
    ...campaignHandlers(context),
    ...populationHandlers(context),
    ...incrementalHandlers(context),
    ...loadFileHandlers(context),
    ...contentHandlers(context, jobs),
    ...snippetHandlers(context),
    ...proofHandlers(context, outbox),
    ...deliveryHandlers(context, { preparations, outbox }),
    ...calendarHandlers(context, outbox),
    ...figureHandlers(context),
    ...journalHandlers(context),
    ...deliveryRuleHandlers(context),
    ...deliveryTemplateHandlers(context),
    ...deliveryTestHandlers(context),
    ...deliveryAlertHandlers(context, outbox),
    ...seriesHandlers(context, outbox),
    ...lineHandlers(context, lines),
  }
}

/** A preparation can take a run further, and a run can begin a preparation. */
async function whenAllIdle({ imports, preparations, runs }: Parts): Promise<void> {
  await imports.whenIdle()
  await runs.whenIdle()
  await preparations.whenIdle()
  await runs.whenIdle()
}
