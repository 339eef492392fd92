import { everyDayAt, message, sketch, type WorkflowTemplate } from './workflow-template.ts'

/** A file of tomorrow's appointments is read each afternoon, and everyone in it is reminded. */
export const appointmentReminder: WorkflowTemplate = {
  id: 'appointment-reminder',
  make({ words }) {
    const column = (name: string, at: number) => {
      const label = words(`appointment-reminder/${name}`)
      return { name: `appointment_${name}`, label, type: 'text', source: { header: label, at } }
    }
    const phone = { header: words('appointment-reminder/phone'), at: 0 }
    const named = { day: '{{ appointment_day }}', time: '{{ appointment_time }}' }
    return sketch(
      {
        afternoon: {
          kind: 'scheduler',
          at: [0, 0],
          label: words('appointment-reminder/afternoon'),
          settings: everyDayAt('16:00'),
        },
        file: {
          kind: 'load-file',
          at: [1, 0],
          label: words('appointment-reminder/file'),
          settings: {
            match: [{ source: phone, field: 'phone' }],
            columns: [column('day', 1), column('time', 2)],
            empty: 'nobody',
          },
        },
        sms: {
          kind: 'sms',
          at: [2, 0],
          label: words('appointment-reminder/sms'),
          settings: message(words('appointment-reminder/message', named)),
        },
      },
      ['afternoon.fired>file', 'file.result>sms'],
    )
  },
}
