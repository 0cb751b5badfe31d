package dev.leadline.events;

/// What the lifecycle service says, on `leadline.lifecycle.v1`.
public sealed interface LifecycleEvent extends Event
    permits StageEntered, TransitionRefused, ExceptionEvent {}
