import { Component, type ReactNode } from 'react'
import { ErrorPanel } from './ErrorPanel.tsx'

type Props = { /** What to say when it breaks. */ message: string; children: ReactNode }

/** An error boundary for one panel. */
export class PanelBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return <ErrorPanel message={this.props.message} onRetry={() => this.setState({ failed: false })} />
  }
}
