package io.jiaxiao.contracts.roster;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the house may know of a person. For services only: the answer holds a number in clear. */
@FeignClient(name = "roster-service", contextId = "peopleApi")
public interface PeopleApi {

    /** @throws io.jiaxiao.kernel.RefusedException 404 when there is no such person, or not any more */
    @GetMapping("/internal/people/{personId}")
    PersonContact person(@PathVariable("personId") String personId);
}
