package io.jiaxiao.roster.people.store;

import io.jiaxiao.roster.people.TaughtClass;
import io.jiaxiao.roster.people.domain.TeacherPlan;
import io.jiaxiao.roster.people.domain.TeacherPlan.Assignment;
import io.jiaxiao.roster.people.domain.TeacherPlan.Teaching;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Who teaches which class. */
@Repository
public class Teachings {

    private static final ZoneId BUSINESS_DAYS = ZoneId.of("Asia/Shanghai");

    private final TeachingMapper mapper;
    private final Ids ids;
    private final Clock clock;

    Teachings(TeachingMapper mapper, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    public boolean teaches(long teacherId, long classId) {
        return mapper.assignments(teacherId, classId) > 0;
    }

    public List<TaughtClass> ofTeacher(long teacherId) {
        return mapper.ofTeacher(teacherId).stream()
                .map(row -> new TaughtClass(row.classId(), row.subject(), row.head()))
                .toList();
    }

    public List<Teaching> inClasses(Collection<Long> classIds) {
        return classIds.isEmpty()
                ? List.of()
                : mapper.inClasses(classIds).stream()
                        .map(row ->
                                new Teaching(new Assignment(row.teacherId(), row.classId(), row.subject()), row.head()))
                        .toList();
    }

    /** In every subject. @return whether the teacher taught the class until now */
    public boolean end(long teacherId, long classId) {
        return mapper.end(teacherId, classId, today()) > 0;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BUSINESS_DAYS);
    }

    public void write(TeacherPlan plan) {
        if (!plan.added().isEmpty()) {
            mapper.insert(
                    plan.added().stream()
                            .map(one -> new TeachingMapper.NewTeachingRow(
                                    ids.next(),
                                    one.assignment().teacherId(),
                                    one.assignment().classId(),
                                    one.assignment().subject(),
                                    one.head()))
                            .toList(),
                    today());
        }
        plan.changed()
                .forEach(one -> mapper.setHead(new TeachingMapper.TeachingRow(
                        one.assignment().teacherId(),
                        one.assignment().classId(),
                        one.assignment().subject(),
                        one.head())));
    }
}
