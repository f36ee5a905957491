package io.jiaxiao.risk.alarm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param alarmPause how long the same alarm is not told again */
@ConfigurationProperties("jiaxiao.risk")
record AlarmProperties(@DefaultValue("15m") Duration alarmPause) {}
